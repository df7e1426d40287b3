using FlowForge.Core.Serialization;

namespace FlowForge.Formats;

/// <summary>Reads a workflow document in the format it comes in.</summary>
public static class DocumentReader
{
    /// <summary>Reads a document as what its type or name says, else as what its first character says.</summary>
    /// <param name="document">The text.</param>
    /// <param name="contentType">A media type, parameters allowed, or null.</param>
    /// <param name="fileName">A file's name, or null; asked when the type says nothing.</param>
    public static WorkflowReading Read(ReadOnlyMemory<byte> document, string? contentType = null, string? fileName = null) =>
        FormatOf(document.Span, contentType, fileName) == DocumentFormat.Json ? WorkflowJson.Read(document) : WorkflowYaml.Read(document);

    /// <summary>The format of a document. Without a telling type or name, what begins with a brace is JSON, and all else is YAML.</summary>
    public static DocumentFormat FormatOf(ReadOnlySpan<byte> document, string? contentType = null, string? fileName = null) =>
        OfType(contentType) ?? OfName(fileName) ?? OfText(document);

    private static DocumentFormat? OfType(string? contentType)
    {
        var type = contentType?.Split(';')[0].Trim() ?? "";
        return EndsAs(type, '/', "json") || EndsAs(type, '+', "json") ? DocumentFormat.Json
            : EndsAs(type, '/', "yaml") || EndsAs(type, '/', "x-yaml") || EndsAs(type, '/', "vnd.yaml") || EndsAs(type, '+', "yaml") ? DocumentFormat.Yaml
            : null;
    }

    private static DocumentFormat? OfName(string? fileName) => Path.GetExtension(fileName)?.ToUpperInvariant() switch
    {
        ".JSON" => DocumentFormat.Json,
        ".YAML" or ".YML" => DocumentFormat.Yaml,
        _ => null,
    };

    private static DocumentFormat OfText(ReadOnlySpan<byte> document)
    {
        var text = document.TrimStart("\uFEFF"u8).TrimStart(" \t\r\n"u8);
        return text is [(byte)'{' or (byte)'[', ..] ? DocumentFormat.Json : DocumentFormat.Yaml;
    }

    private static bool EndsAs(string type, char separator, string ending) => type.EndsWith($"{separator}{ending}", StringComparison.OrdinalIgnoreCase);
}
