using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Serialization;

namespace FlowForge.Core.Validation;

/// <summary>Places where a workflow asks for a credential. While no vault holds any, a workflow that has one is kept and not started.</summary>
public static class CredentialCheck
{
    /// <summary>
    /// A warning <c>credential.unavailable</c> for each entry of a node's <c>credentials</c>, and for <c>parameters.auth</c> that names a
    /// credential or has a <c>type</c> other than <c>none</c>.
    /// </summary>
    public static IEnumerable<Problem> Find(Workflow workflow)
    {
        for (var i = 0; i < workflow.Nodes.Count; i++)
        {
            var node = workflow.Nodes[i];
            foreach (var (slot, id) in node.Credentials)
            {
                yield return Unavailable(node, DocumentPath.Property($"{Subject.NodePath(i)}.credentials", slot), $"the credential {Shown.Quoted(id)}");
            }

            if (node.Parameters.ValueKind == JsonValueKind.Object
                && node.Parameters.TryGetProperty("auth"u8, out var auth)
                && auth.ValueKind == JsonValueKind.Object
                && Wanted(auth) is { } wanted)
            {
                yield return Unavailable(node, Subject.ParameterPath(i, "auth"), wanted);
            }
        }
    }

    internal static void Run(Subject subject) => subject.Problems.AddRange(Find(subject.Workflow));

    private static string? Wanted(JsonElement auth)
    {
        if (auth.TryGetProperty("credential"u8, out var credential) && credential.ValueKind != JsonValueKind.Null)
        {
            return $"the credential {Shown.Quoted(credential.ToString())}";
        }

        return auth.TryGetProperty("type"u8, out var type) && type.ToString() != "none" ? $"authentication of type {Shown.Quoted(type.ToString())}" : null;
    }

    private static Problem Unavailable(Node node, string path, string wanted) => new(
        FailureCodes.CredentialUnavailable, path, $"Node {Shown.Quoted(node.Id)} needs {wanted}, and no vault holds one.", IsWarning: true, NodeIds: [node.Id]);
}
