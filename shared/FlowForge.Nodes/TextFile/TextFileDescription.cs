using FlowForge.Core.Ports;
using FlowForge.Nodes.Files;
using FlowForge.Nodes.Json;

namespace FlowForge.Nodes.TextFile;

/// <summary>What <c>text</c> says about itself.</summary>
internal static class TextFileDescription
{
    /// <summary>The description.</summary>
    public static readonly KindDescription Value = new()
    {
        Kind = "text",
        Title = "Text file",
        Group = "data",
        Summary = "Reads text files into a field, or writes a field into text files.",
        Icon = "file-text",
        ParameterSchema = JsonLiteral.Of($$"""
            {
              "type": "object", "title": "Text file", "additionalProperties": false,
              "properties": {
                {{FileOperation.Schema}},
                {{FileSchema.Binary}},
                "field": { "title": "Field", "description": "Writing: the field with the text.", "type": "string", "default": "data" },
                "to": { "title": "To field", "description": "Reading: the field that takes the text.", "type": "string", "default": "data" },
                "as": { "title": "As", "description": "What the field holds: the file's text, or its bytes in base64.", "enum": ["text", "base64"], "default": "text" },
                {{ReadTarget.KeepSchema}},
                {{FileSchema.FileName("file.txt")}},
                {{FileSchema.Encoding}},
                {{FileSchema.Mark}}
              }
            }
            """),
        Example = JsonLiteral.Of("""{ "operation": "read", "binary": "data", "to": "text", "keep": "json" }"""),
        Help = """
            **Reading** puts the text of the file that each item carries as the binary `binary` into the field `to`. `keep` says what else of the
            item stays. Bytes that are no text of the `encoding` become U+FFFD; a byte order mark says more than `encoding` and is taken off.

            **Writing** makes a file of each item's `field`: a text as it is, anything else as JSON. The file is named `fileName`, which may be an
            expression, so its ending says the type where `text/plain` does not fit.

            With `as: base64` the field holds the file's bytes in base64, for files of any kind; `encoding` is then of no matter.

            A text that is read has at most 4 MB.
            """,
    };
}
