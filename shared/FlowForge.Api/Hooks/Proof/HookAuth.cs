using System.Text.Json;

namespace FlowForge.Api.Hooks.Proof;

/// <summary>How callers of a webhook prove themselves, as its trigger says.</summary>
/// <param name="Type"><c>none</c>, <c>signature</c>, <c>basic</c>, <c>header</c> or <c>jwt</c>.</param>
/// <param name="Scheme">Variant of a signature: <c>standard</c>, <c>github</c>, <c>stripe</c>, <c>slack</c> or <c>shopify</c>.</param>
/// <param name="Credential">Id of the credential that holds the secret, or null.</param>
internal sealed record HookAuth(string Type, string Scheme, string? Credential)
{
    /// <summary>Everyone may call.</summary>
    public static readonly HookAuth None = new("none", "", null);

    /// <summary>Reads the trigger's <c>auth</c>; left out it is <see cref="None"/>, which activation looks at (semantics 9).</summary>
    public static HookAuth Of(JsonElement? auth)
    {
        if (auth is not { ValueKind: JsonValueKind.Object } given)
        {
            return None;
        }

        return new(Text(given, "type") ?? "none", Text(given, "scheme") ?? SignatureScheme.Standard, Text(given, "credential"));
    }

    private static string? Text(JsonElement value, string name) =>
        value.TryGetProperty(name, out var found) && found.ValueKind == JsonValueKind.String ? found.GetString() : null;
}
