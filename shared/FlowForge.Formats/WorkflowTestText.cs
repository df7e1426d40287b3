using System.Text;
using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Serialization;
using FlowForge.Core.Testing;
using FlowForge.Core.Validation;

namespace FlowForge.Formats;

/// <summary>Tests of workflows as YAML or JSON, told apart as documents are.</summary>
public static class WorkflowTestText
{
    /// <summary>Reads a test; null with the problems of a text that is none.</summary>
    /// <param name="text">The text, at most <see cref="Limits.DocumentBytes"/>.</param>
    /// <param name="fileName">Its name, whose ending tells the format.</param>
    public static (WorkflowTest? Test, IReadOnlyList<Problem> Problems) Read(ReadOnlyMemory<byte> text, string? fileName = null)
    {
        var json = DocumentReader.FormatOf(text.Span, fileName: fileName) == DocumentFormat.Yaml ? StrictYaml.Read(text) : StrictJson.Read(text);
        return json.IsRefused ? (null, [json.Problem]) : WorkflowTestJson.Read(json.Value);
    }

    /// <summary>A test as YAML.</summary>
    public static byte[] WriteYaml(WorkflowTest test) =>
        Encoding.UTF8.GetBytes(YamlWriter.Write(JsonElement.Parse(WriteJson(test), new JsonDocumentOptions { MaxDepth = Limits.Depth + 8 })));

    /// <summary>A test as JSON.</summary>
    public static byte[] WriteJson(WorkflowTest test) => JsonBuild.Bytes(writer => WorkflowTestWriting.Write(writer, test)).ToArray();
}
