using System.Text.Json;

namespace FlowForge.Web.Client;

/// <summary>Whether the server has a model to ask.</summary>
/// <param name="IsConfigured">Whether it has.</param>
/// <param name="Missing">What is to be set, or null.</param>
/// <param name="Model">Name of the model, or null.</param>
/// <param name="Server">Where it is asked, or null.</param>
public sealed record AiState(bool IsConfigured, string? Missing, string? Model, string? Server)
{
    /// <summary>Reads the answer of <c>GET /ai</c>.</summary>
    public static AiState Read(JsonElement state) => new(state.GetProperty("configured").GetBoolean(), Text(state, "missing"), Text(state, "model"), Text(state, "server"));

    private static string? Text(JsonElement owner, string name) => owner.TryGetProperty(name, out var value) ? value.GetString() : null;
}
