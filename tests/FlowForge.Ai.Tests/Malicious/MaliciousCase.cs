using System.Text.Json;

namespace FlowForge.Ai.Tests.Malicious;

/// <summary>Text that orders a model about, where it stands, and what must come of it.</summary>
internal sealed record MaliciousCase(string Name, string In, string Text, IReadOnlyList<string>? Shows, string? Refused)
{
    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Malicious", "cases");

    public static IEnumerable<string> Names => Directory.EnumerateFiles(Folder, "*.json").Select(static file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    /// <summary>Reads a case; <c>{{canary}}</c> in it is the origin of a server that must not be called, <c>{{model}}</c> that of the model.</summary>
    public static MaliciousCase Read(string name, string canary, string model)
    {
        var json = JsonElement.Parse(File.ReadAllText(Path.Combine(Folder, $"{name}.json")).Replace("{{canary}}", canary, StringComparison.Ordinal).Replace("{{model}}", model, StringComparison.Ordinal));
        return new(
            name,
            json.GetProperty("in").GetString()!,
            json.GetProperty("text").GetString()!,
            json.TryGetProperty("shows", out var shows) ? [.. shows.EnumerateArray().Select(Canonical).Order(StringComparer.Ordinal)] : null,
            json.TryGetProperty("refused", out var refused) ? refused.GetString() : null);
    }

    /// <summary>A capability by its properties in order, without the node it is on.</summary>
    public static string Canonical(JsonElement capability) => string.Join(' ', capability.EnumerateObject()
        .Where(static one => one.Name != "nodeId").OrderBy(static one => one.Name, StringComparer.Ordinal).Select(static one => $"{one.Name}={one.Value}"));
}
