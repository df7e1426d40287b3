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

    public static IReadOnlyList<Problem> Validate(Workflow workflow, ICatalogue catalogue, IScripts? scripts) =>
        WorkflowValidator.Validate(workflow, catalogue, scripts);

    public static string Hash(Workflow workflow) => WorkflowJson.Hash(workflow);

    /// <summary>The canonical text that stores keep.</summary>
    public static string Text(Workflow workflow) => Encoding.UTF8.GetString(WorkflowJson.Write(workflow));

    public static byte[] WriteJson(Workflow workflow) => WorkflowJson.Write(workflow);

    public static byte[] WriteYaml(Workflow workflow) => WorkflowYaml.Write(workflow);

    public static byte[] WriteMermaid(Workflow workflow) => Encoding.UTF8.GetBytes(WorkflowMermaid.Write(workflow));
}
