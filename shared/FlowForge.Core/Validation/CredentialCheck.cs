using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Serialization;

namespace FlowForge.Core.Validation;

/// <summary>Places where a workflow asks for a credential that the vault does not hold: it is kept, and neither activated nor started.</summary>
public static class CredentialCheck
{
    /// <summary>
    /// A warning <c>credential.unavailable</c> for each entry of a node's <c>credentials</c> and each <c>parameters.auth.credential</c> that is not
    /// among <paramref name="held"/>, and for a <c>parameters.auth.type</c> other than <c>none</c> that names no credential.
    /// </summary>
    public static IEnumerable<Problem> Find(Workflow workflow, IReadOnlySet<string> held)
    {
        for (var i = 0; i < workflow.Nodes.Count; i++)
        {
            var node = workflow.Nodes[i];
            foreach (var (slot, id) in node.Credentials.Where(entry => !held.Contains(entry.Value)))
            {
                yield return Unavailable(node, DocumentPath.Property($"{Subject.NodePath(i)}.credentials", slot), $"the credential {Shown.Quoted(id)}");
            }

            if (node.Parameters.ValueKind == JsonValueKind.Object
                && node.Parameters.TryGetProperty("auth"u8, out var auth)
                && auth.ValueKind == JsonValueKind.Object
                && Wanted(auth, held) is { } wanted)
            {
                yield return Unavailable(node, Subject.ParameterPath(i, "auth"), wanted);
            }
        }
    }

    internal static void Run(Subject subject, IReadOnlySet<string> held) => subject.Problems.AddRange(Find(subject.Workflow, held));

    private static string? Wanted(JsonElement auth, IReadOnlySet<string> held)
    {
        if (CredentialUses.IsNone(auth))
        {
            return null;
        }

        if (auth.TryGetProperty("credential"u8, out var credential) && credential.ValueKind != JsonValueKind.Null)
        {
            return held.Contains(credential.ToString()) ? null : $"the credential {Shown.Quoted(credential.ToString())}";
        }

        return auth.TryGetProperty("type"u8, out var type) && type.ToString() != "none" ? $"authentication of type {Shown.Quoted(type.ToString())}" : null;
    }

    private static Problem Unavailable(Node node, string path, string wanted) => new(
        FailureCodes.CredentialUnavailable, path, $"Node {Shown.Quoted(node.Id)} needs {wanted}, and the vault holds none.", IsWarning: true, NodeIds: [node.Id]);
}
