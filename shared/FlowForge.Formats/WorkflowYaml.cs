using System.Text;
using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Model;
using FlowForge.Core.Serialization;

namespace FlowForge.Formats;

/// <summary>
/// Workflow documents as YAML (design 2): the same document as JSON, read by the same reader. What is written reads back to the same
/// workflow and writes again to the same text. Comments are not kept, and a <c>meta</c> keeps its values, not its white space.
/// </summary>
public static class WorkflowYaml
{
    /// <summary>Reads a document: <c>yaml.*</c> of <see cref="StrictYaml"/>, else the problems of <see cref="WorkflowJson.Read(JsonElement)"/>.</summary>
    /// <param name="utf8">The text, at most <see cref="Limits.DocumentBytes"/>; it is not kept.</param>
    public static WorkflowReading Read(ReadOnlyMemory<byte> utf8)
    {
        var yaml = StrictYaml.Read(utf8);
        return yaml.IsRefused ? new(null, [yaml.Problem]) : WorkflowJson.Read(yaml.Value);
    }

    /// <summary>Writes a document in the stable order of <see cref="WorkflowJson"/>, without defaults, in UTF-8.</summary>
    public static byte[] Write(Workflow workflow) =>
        Encoding.UTF8.GetBytes(YamlWriter.Write(JsonElement.Parse(WorkflowJson.Write(workflow), new JsonDocumentOptions { MaxDepth = Limits.Depth + 8 })));
}
