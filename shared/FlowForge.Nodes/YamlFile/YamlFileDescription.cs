using FlowForge.Core.Ports;
using FlowForge.Nodes.Files;
using FlowForge.Nodes.Json;

namespace FlowForge.Nodes.YamlFile;

/// <summary>What <c>yaml</c> says about itself.</summary>
internal static class YamlFileDescription
{
    /// <summary>The description.</summary>
    public static readonly KindDescription Value = new()
    {
        Kind = "yaml",
        Title = "YAML",
        Group = "data",
        Summary = "Reads YAML files into items, or writes items into YAML files.",
        Icon = "file-code",
        ParameterSchema = JsonLiteral.Of($$"""
            {
              "type": "object", "title": "YAML", "additionalProperties": false,
              "properties": {
                {{FileOperation.Schema}},
                {{WriteMode.Schema}},
                {{FileSchema.Binary}},
                {{FileSchema.ValueField}},
                {{FileSchema.ValueTo}},
                {{ReadTarget.KeepSchema}},
                {{FileSchema.FileName("file.yaml")}},
                {{FileSchema.Encoding}},
                {{FileSchema.Mark}}
              }
            }
            """),
        Example = JsonLiteral.Of("""{ "operation": "read", "binary": "data" }"""),
        Help = """
            **Reading** takes the file that each item carries as the binary `binary`, or the text in its `field`. A mapping becomes an item, a list
            gives one item per element (what is no mapping as `{ value }`), and so does each document of a file with several. With `to` the value
            goes into that field instead, and `keep` says what else of the item stays.

            `true`, `false`, `null`, `~` and numbers as JSON has them are values; all else is text, `no`, `010` and dates too. Anchors, aliases and
            merge keys are read; a tag other than YAML's own, and a key that stands twice, fail the item with `file.content`.

            **Writing** with `mode: allItems` gives one item with a file of all items as a list; `perItem` gives a file of each item, or of the
            value in its `field`. `to` puts the text into a field in place of a file.

            A file that is read has at most 4 MB, and so has what its aliases grow to.
            """,
    };
}
