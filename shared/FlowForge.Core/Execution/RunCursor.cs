using System.Globalization;

namespace FlowForge.Core.Execution;

/// <summary>A place in a run's journal: segment and frame within it, written <c>3.17</c>. What does not parse is the beginning.</summary>
internal readonly record struct RunCursor(int Ordinal, int Index)
{
    public static RunCursor Parse(string? text)
    {
        var parts = text?.Split('.');
        return parts is { Length: 2 }
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ordinal)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? new(ordinal, index)
            : default;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Ordinal}.{Index}");
}
