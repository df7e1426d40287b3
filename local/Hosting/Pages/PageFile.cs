using System.Security.Cryptography;

namespace FlowForge.Local.Hosting.Pages;

/// <summary>A file of the editor, as it is and in the packed forms that stand beside it.</summary>
/// <param name="Path">Path below the folder, with forward slashes.</param>
/// <param name="Plain">The file.</param>
/// <param name="Brotli">Its <c>.br</c> form, or null.</param>
/// <param name="Gzip">Its <c>.gz</c> form, or null.</param>
internal sealed record PageFile(string Path, string Plain, string? Brotli, string? Gzip)
{
    private readonly Lazy<string> hash = new(() =>
    {
        using var stream = File.OpenRead(Plain);
        return Convert.ToHexStringLower(SHA256.HashData(stream))[..24];
    });

    /// <summary>Whether its name changes with its content, so that it may be kept for ever.</summary>
    public bool IsFingerprinted { get; } = Fingerprints.IsIn(Path);

    /// <summary>The file to send to a caller who accepts these encodings, and how it is packed.</summary>
    public (string File, string? Encoding) For(string accepted) =>
        Brotli is not null && Accepts(accepted, "br") ? (Brotli, "br")
        : Gzip is not null && Accepts(accepted, "gzip") ? (Gzip, "gzip")
        : (Plain, null);

    /// <summary>The ETag of one form: each is a representation of its own.</summary>
    public string ETag(string? encoding) => $"\"{hash.Value}{(encoding is null ? "" : $"-{encoding}")}\"";

    private static bool Accepts(string accepted, string encoding)
    {
        foreach (var range in accepted.AsSpan().Split(','))
        {
            var one = accepted.AsSpan()[range].Trim();
            var end = one.IndexOf(';');
            if ((end < 0 ? one : one[..end].TrimEnd()).Equals(encoding, StringComparison.OrdinalIgnoreCase))
            {
                return end < 0 || !one[end..].Contains("q=0", StringComparison.Ordinal) || one[end..].Contains("q=0.", StringComparison.Ordinal);
            }
        }

        return false;
    }
}
