namespace FlowForge.Core.Serialization;

/// <summary>Foreign text inside a message: short, on one line, without control characters.</summary>
public static class Shown
{
    private const int Most = 80;

    /// <summary>The text in single quotes.</summary>
    public static string Quoted(string text) => $"'{Text(text)}'";

    /// <summary>The text as it may stand in a message.</summary>
    public static string Text(string text)
    {
        var cut = text.Length > Most ? string.Concat(text.AsSpan(0, Most), "…") : text;
        return cut.Any(IsUnfit) ? string.Concat(cut.Select(c => IsUnfit(c) ? $"\\u{(int)c:x4}" : c.ToString())) : cut;
    }

    private static bool IsUnfit(char c) => char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E');
}
