using System.Globalization;
using System.Text;
using System.Text.Json;

namespace FlowForge.EndToEnd.Corpus;

/// <summary>A hostile document and the code it is refused with, null when it is sound or only warned about.</summary>
internal sealed record HostileDocument(string Name, byte[] Text, string ContentType, string? Code);

/// <summary>A hostile script, how it runs, and the failure codes that are right; <c>none</c> when it may also succeed.</summary>
internal sealed record HostileScript(string Name, string Mode, IReadOnlyList<string> Expected, double Seconds, string Source);

/// <summary>Reads <c>tests/corpus</c>.</summary>
internal static class CorpusFiles
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "corpus");

    public static IReadOnlyList<HostileDocument> Documents()
    {
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "documents", "manifest.json")));
        return [.. manifest.RootElement.EnumerateArray().Select(Document)];
    }

    public static IReadOnlyList<HostileScript> Scripts() =>
        [.. Directory.EnumerateFiles(Path.Combine(Folder, "scripts"), "*.js").Order(StringComparer.Ordinal).Select(Script)];

    public static IReadOnlyList<JsonElement> Network(string file) =>
        [.. JsonElement.Parse(File.ReadAllBytes(Path.Combine(Folder, "network", file))).EnumerateArray()];

    private static HostileDocument Document(JsonElement entry)
    {
        var code = entry.TryGetProperty("warning", out _) ? null : entry.GetProperty("code").GetString();
        if (entry.TryGetProperty("file", out var file))
        {
            var name = file.GetString()!;
            return new(name, File.ReadAllBytes(Path.Combine(Folder, "documents", name)), name.EndsWith(".json", StringComparison.Ordinal) ? "application/json" : "application/yaml", code);
        }

        var repeated = string.Concat(Enumerable.Repeat(entry.GetProperty("repeat").GetString(), entry.GetProperty("times").GetInt32()));
        var format = entry.GetProperty("format").GetString()!;
        return new(
            $"{entry.GetProperty("name").GetString()} ({format})", Encoding.UTF8.GetBytes($"{entry.GetProperty("before").GetString()}{repeated}{entry.GetProperty("after").GetString()}"),
            $"application/{format}", code);
    }

    /// <summary>Three lines of comment say how it runs and what is the right answer; then comes the script.</summary>
    private static HostileScript Script(string path)
    {
        var lines = File.ReadAllLines(path);
        return new(
            Path.GetFileName(path), Value(lines[0], "mode"), Value(lines[1], "expect").Split(' '), double.Parse(Value(lines[2], "seconds"), CultureInfo.InvariantCulture),
            string.Join('\n', lines.Skip(3)));
    }

    private static string Value(string line, string name) => line.StartsWith($"// {name}: ", StringComparison.Ordinal)
        ? line[(name.Length + 5)..]
        : throw new InvalidDataException($"A corpus file lacks its {name}.");
}
