using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Core.Serialization;

namespace FlowForge.Core.Validation;

/// <summary>Places where a workflow names a credential: the entries of a node's <c>credentials</c>, and <c>parameters.auth.credential</c>.</summary>
/// <param name="NodeId">The node.</param>
/// <param name="Path">Place in the document.</param>
/// <param name="Credential">The id that is named.</param>
public sealed record CredentialUses(string NodeId, string Path, string Credential)
{
    /// <summary>All of them, in document order; those of disabled nodes too.</summary>
    public static IEnumerable<CredentialUses> In(Workflow workflow)
    {
        for (var i = 0; i < workflow.Nodes.Count; i++)
        {
            foreach (var use in In(workflow.Nodes[i], i))
            {
                yield return use;
            }
        }
    }

    /// <summary>Ids that a node names, enabled or not.</summary>
    public static IEnumerable<string> Of(Node node) => In(node, 0).Select(use => use.Credential);

    /// <summary>Whether an <c>auth</c> says that no credential is used, whatever stands beside it.</summary>
    internal static bool IsNone(JsonElement auth) =>
        auth.TryGetProperty("type"u8, out var type) && type.ValueKind == JsonValueKind.String && type.ValueEquals("none"u8);

    private static IEnumerable<CredentialUses> In(Node node, int index)
    {
        foreach (var (slot, id) in node.Credentials)
        {
            yield return new(node.Id, DocumentPath.Property($"{Subject.NodePath(index)}.credentials", slot), id);
        }

        if (node.Parameters.ValueKind == JsonValueKind.Object
            && node.Parameters.TryGetProperty("auth"u8, out var auth) && auth.ValueKind == JsonValueKind.Object && !IsNone(auth)
            && auth.TryGetProperty("credential"u8, out var credential) && credential.ValueKind == JsonValueKind.String)
        {
            yield return new(node.Id, Subject.ParameterPath(index, "auth.credential"), credential.GetString()!);
        }
    }
}
