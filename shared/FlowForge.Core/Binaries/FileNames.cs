using System.Text;

namespace FlowForge.Core.Binaries;

/// <summary>File names that came from outside.</summary>
public static class FileNames
{
    /// <summary>
    /// The last part of a path of any system, without control characters and lone surrogates, at most <see cref="Limits.FileNameLength"/> characters;
    /// null when nothing is left that can name a file.
    /// </summary>
    public static string? Bare(string? name)
    {
        if (name is null)
        {
            return null;
        }

        var last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var kept = new StringBuilder(Math.Min(last.Length, Limits.FileNameLength));
        foreach (var rune in last.EnumerateRunes())
        {
            if (Rune.IsControl(rune) || rune == Rune.ReplacementChar || IsInvisible(rune))
            {
                continue;
            }

            if (kept.Length + rune.Utf16SequenceLength > Limits.FileNameLength)
            {
                break;
            }

            kept.Append(rune.ToString());
        }

        var bare = kept.ToString().Trim();
        return bare is "" or "." or ".." ? null : bare;
    }

    /// <summary>A value of <c>Content-Disposition</c> (RFC 6266) that any client reads: an ASCII name, and the true one beside it when they differ.</summary>
    /// <param name="type"><c>attachment</c> or <c>inline</c>.</param>
    /// <param name="name">A bare file name, or null.</param>
    public static string Disposition(string type, string? name)
    {
        if (Bare(name) is not { } bare)
        {
            return type;
        }

        var ascii = string.Concat(bare.EnumerateRunes().Select(static rune => rune is { IsAscii: true, Value: not ('"' or '\\' or '%') } ? rune.ToString() : "_"));
        return ascii == bare
            ? $"{type}; filename=\"{ascii}\""
            : $"{type}; filename=\"{ascii}\"; filename*=UTF-8''{Uri.EscapeDataString(bare)}";
    }

    // Marks that turn the direction of writing make one name look like another.
    private static bool IsInvisible(Rune rune) => rune.Value is (>= 0x200E and <= 0x200F) or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0xFEFF;
}
