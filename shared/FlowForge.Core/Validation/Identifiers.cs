using System.Buffers;

namespace FlowForge.Core.Validation;

/// <summary>Ids of workflows and nodes. They name rows, blobs and files, so what any store reads as more than a name is refused.</summary>
public static class Identifiers
{
    /// <summary>One sentence that says what an id may be.</summary>
    internal const string Rule = "an id is 1 to 64 letters, digits, '_' or '-', and no device name such as CON";

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    /// <summary>Whether an id is <c>[A-Za-z0-9_-]{1,64}</c> and not a device name of Windows (<c>CON</c>, <c>NUL</c>, <c>COM1</c> …, in any case).</summary>
    public static bool IsValid(string id) =>
        id.Length is > 0 and <= Limits.IdLength && id.AsSpan().IndexOfAnyExcept(Allowed) < 0 && !IsDevice(id);

    private static bool IsDevice(string id) => id.Length switch
    {
        3 => id.ToUpperInvariant() is "CON" or "PRN" or "AUX" or "NUL",
        4 when char.IsAsciiDigit(id[3]) => id[..3].ToUpperInvariant() is "COM" or "LPT",
        _ => false,
    };
}
