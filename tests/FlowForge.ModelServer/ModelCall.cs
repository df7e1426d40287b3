using System.Text.Json;

namespace FlowForge.ModelServer;

/// <summary>A request as it came.</summary>
/// <param name="Body">Its JSON.</param>
/// <param name="Headers">Its headers.</param>
public sealed record ModelCall(JsonElement Body, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>The newest message of a person.</summary>
    public string Newest => Messages.LastOrDefault(static one => one.Role == "user").Text ?? "";

    /// <summary>All that was said, joined.</summary>
    public string Everything => string.Join('\n', Messages.Select(static one => one.Text));

    /// <summary>The conversation.</summary>
    public IEnumerable<(string Role, string Text)> Messages => Body.GetProperty("messages").EnumerateArray().Select(static one => (one.GetProperty("role").GetString()!, Text(one)));

    /// <summary>A header, or null.</summary>
    public string? Header(string name) => Headers.GetValueOrDefault(name);

    private static string Text(JsonElement message) => !message.TryGetProperty("content", out var content) ? ""
        : content.ValueKind == JsonValueKind.String ? content.GetString()!
        : content.ValueKind == JsonValueKind.Array ? string.Concat(content.EnumerateArray().Select(static part => part.TryGetProperty("text", out var text) ? text.GetString() : ""))
        : "";
}
