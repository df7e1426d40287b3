using System.Text.Json;

namespace FlowForge.Web.Workflows;

/// <summary>A workflow as n8n exports it, which a server converts.</summary>
internal static class N8nFile
{
    private const int Most = 40;

    /// <summary>Whether a text is one.</summary>
    public static bool Is(string text) => text.AsSpan().TrimStart().StartsWith("{") && text.Contains("\"nodes\"", StringComparison.Ordinal) && text.Contains("\"connections\"", StringComparison.Ordinal);

    /// <summary>What a person is to know of a conversion, a sentence each; at most forty.</summary>
    public static IReadOnlyList<string> Remarks(JsonElement report) =>
    [
        .. Of(report, "placeholders", one => $"{Text(one, "name")} has no kind here ({Text(one, "type")}): it is kept, and a run stops at it.")
            .Concat(Of(report, "credentials", one => $"Enter the credential {Text(one, "id")}{(Text(one, "name") is { Length: > 0 } name ? $", which was called {name}" : "")}."))
            .Concat(Of(report, "expressions", one => $"{Text(one, "name")} means nothing here ({Text(one, "nodeId")}, {Text(one, "path")})."))
            .Concat(Of(report, "repairs", one => $"{Text(one, "place")}: {Text(one, "message")}"))
            .Concat(Of(report, "remarks", one => Text(one, "message")))
            .Take(Most),
    ];

    private static IEnumerable<string> Of(JsonElement report, string name, Func<JsonElement, string> say) =>
        report.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Where(static one => one.ValueKind == JsonValueKind.Object).Select(say) : [];

    private static string Text(JsonElement owner, string name) => owner.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
