using System.Text;
using FlowForge.Api.Bodies;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;
using FlowForge.Core.Validation;
using FlowForge.Formats;

namespace FlowForge.Api.Workflows;

/// <summary>The formats of documents, in one place.</summary>
internal static class DocumentCodec
{
    public static WorkflowReading Read(ReadOnlyMemory<byte> bytes, string contentType) =>
        contentType == MediaType.Yaml ? WorkflowYaml.Read(bytes) : WorkflowJson.Read(bytes);

    /// <summary>All that is wrong with a document on this host; credentials are looked for in its vault.</summary>
    public static async ValueTask<IReadOnlyList<Problem>> ValidateAsync(ApiServices services, Workflow workflow, CancellationToken cancellation)
    {
        var held = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in CredentialUses.In(workflow).Select(use => use.Credential).Distinct())
        {
            if (await services.Credentials.FindAsync(id, cancellation).ConfigureAwait(false) is not null)
            {
                held.Add(id);
            }
        }

        return WorkflowValidator.Validate(workflow, services.Catalogue, services.Scripts, credentials: held);
    }

    public static string Hash(Workflow workflow) => WorkflowJson.Hash(workflow);

    /// <summary>The canonical text that stores keep.</summary>
    public static string Text(Workflow workflow) => Encoding.UTF8.GetString(WorkflowJson.Write(workflow));

    public static byte[] WriteJson(Workflow workflow) => WorkflowJson.Write(workflow);

    public static byte[] WriteYaml(Workflow workflow) => WorkflowYaml.Write(workflow);

    public static byte[] WriteMermaid(Workflow workflow) => Encoding.UTF8.GetBytes(WorkflowMermaid.Write(workflow));
}
