namespace FlowForge.Ai.Models;

/// <summary>Takes the key out of texts that a server sends back.</summary>
internal sealed class KeyMask(string? key)
{
    // What is shown of a server's words.
    private const int Most = 300;

    /// <summary>The beginning of a text, on one line, without the key.</summary>
    public string Of(string text)
    {
        var bare = string.IsNullOrEmpty(key) ? text : text.Replace(key, "[key]", StringComparison.OrdinalIgnoreCase);
        var line = string.Join(' ', bare.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= Most ? line : $"{line[..Most]}…";
    }
}
