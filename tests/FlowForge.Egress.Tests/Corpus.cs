using System.Text.Json;

namespace FlowForge.Egress.Tests;

/// <summary>Reads a file of <c>tests/corpus/network</c>.</summary>
internal static class Corpus
{
    public static TheoryData<string> Cases(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "corpus", "network", file)));
        return [.. document.RootElement.EnumerateArray().Select(entry => entry.GetRawText())];
    }

    public static JsonElement Read(string entry) => JsonElement.Parse(entry);

    public static string? Text(this JsonElement entry, string name) => entry.TryGetProperty(name, out var value) ? Unescape(value) : null;

    // The corpus holds lone surrogates on purpose, which GetString refuses.
    private static string Unescape(JsonElement value)
    {
        var raw = value.GetRawText();
        return raw.Contains(@"\ud800", StringComparison.Ordinal) ? raw.Trim('"').Replace(@"\ud800", "\ud800") : value.GetString()!;
    }
}
