using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;

namespace FlowForge.Nodes.Http;

/// <summary>Whether a node names a credential. This kind does not use the vault yet; the document keeps the name.</summary>
internal static class HttpAuth
{
    public static bool IsNamed(Node node) => node.Credentials.Count > 0 || IsNamed(node.Parameters);

    public static Failure Unavailable() => Failure.Of(
        FailureCodes.CredentialUnavailable, "The node names a credential, and the http kind of this build does not use the vault yet.");

    // Absent, null, {} and { type: none } name nothing; anything else does, an expression too.
    private static bool IsNamed(JsonElement parameters)
    {
        if (parameters.ValueKind != JsonValueKind.Object || !parameters.TryGetProperty("auth", out var auth))
        {
            return false;
        }

        return auth.ValueKind switch
        {
            JsonValueKind.Null => false,
            JsonValueKind.String => !auth.ValueEquals("none"),
            JsonValueKind.Object => auth.TryGetProperty("type", out var type)
                ? type.ValueKind != JsonValueKind.String || !type.ValueEquals("none")
                : auth.GetPropertyCount() > 0,
            _ => true,
        };
    }
}
