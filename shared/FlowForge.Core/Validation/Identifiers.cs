using System.Text.RegularExpressions;

namespace FlowForge.Core.Validation;

/// <summary>Ids of workflows and nodes. They name rows, blobs and files, so what any store reads as more than a name is refused.</summary>
public static partial class Identifiers
{
    /// <summary>Whether an id is <c>[A-Za-z0-9_-]{1,64}</c> and not a device name of Windows (<c>CON</c>, <c>NUL</c>, <c>COM1</c> …, in any case).</summary>
    public static bool IsValid(string id) => Shape().IsMatch(id) && !Device().IsMatch(id);

    /// <summary>One sentence that says what an id may be.</summary>
    internal const string Rule = "an id is 1 to 64 letters, digits, '_' or '-', and no device name such as CON";

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,64}\z")]
    private static partial Regex Shape();

    [GeneratedRegex(@"\A(?:con|prn|aux|nul|com[0-9]|lpt[0-9])\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Device();
}
