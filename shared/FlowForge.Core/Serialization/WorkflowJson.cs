using System.Buffers;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using FlowForge.Core.Model;

namespace FlowForge.Core.Serialization;

/// <summary>Workflow documents as JSON (design 2). What is written reads back to the same workflow, and writes again to the same bytes.</summary>
public static class WorkflowJson
{
    /// <summary>
    /// Reads a document and lists all that is wrong with its shape: <c>json.*</c> of <see cref="StrictJson"/>, <c>document.*</c>,
    /// <c>workflow.id</c>, <c>node.id</c>, <c>graph.tooManyNodes</c>, <c>graph.tooManyEdges</c>. A null stands for a property that is absent.
    /// </summary>
    /// <param name="utf8">The text, at most <see cref="Limits.DocumentBytes"/>; it is not kept.</param>
    public static WorkflowReading Read(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.Length <= Limits.DocumentBytes && GraphSize.Refusal(Utf8Text.WithoutMark(utf8).Span) is { } tooLarge)
        {
            return new(null, [tooLarge]);
        }

        var json = StrictJson.Read(utf8);
        return json.IsRefused ? new(null, [json.Problem]) : Read(json.Value);
    }

    /// <summary>The same for a document that has been parsed strictly, such as a part of a request.</summary>
    public static WorkflowReading Read(JsonElement document) => WorkflowReader.Read(document);

    /// <summary>
    /// Writes a document in a stable order without defaults. Parameters are written anew without white space; <c>meta</c> byte for byte.
    /// </summary>
    /// <param name="workflow">The workflow.</param>
    /// <param name="indented">Two spaces a level and a line a property, for people.</param>
    public static byte[] Write(Workflow workflow, bool indented = false) => Write(workflow, indented, withVersion: true).ToArray();

    /// <summary>Lower-case hex SHA-256 of the compact form without <c>version</c>: what a run pins.</summary>
    public static string Hash(Workflow workflow) =>
        Convert.ToHexStringLower(SHA256.HashData(Write(workflow, indented: false, withVersion: false).Span));

    private static ReadOnlyMemory<byte> Write(Workflow workflow, bool indented, bool withVersion)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        var options = new JsonWriterOptions
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Indented = indented,
            NewLine = "\n",
            SkipValidation = true,
        };
        using (var writer = new Utf8JsonWriter(buffer, options))
        {
            WorkflowWriter.Write(writer, workflow, withVersion);
        }

        return buffer.WrittenMemory;
    }
}
