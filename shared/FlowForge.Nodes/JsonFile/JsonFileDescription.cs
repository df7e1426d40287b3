using FlowForge.Core.Ports;
using FlowForge.Nodes.Files;
using FlowForge.Nodes.Json;

namespace FlowForge.Nodes.JsonFile;

/// <summary>What <c>json</c> says about itself.</summary>
internal static class JsonFileDescription
{
    /// <summary>The description.</summary>
    public static readonly KindDescription Value = new()
    {
        Kind = "json",
        Title = "JSON",
        Group = "data",
        Summary = "Reads JSON files into items, or writes items into JSON files.",
        Icon = "braces",
        ParameterSchema = JsonLiteral.Of($$"""
            {
              "type": "object", "title": "JSON", "additionalProperties": false,
              "properties": {
                {{FileOperation.Schema}},
                {{WriteMode.Schema}},
                {{FileSchema.Binary}},
                {{FileSchema.ValueField}},
                {{FileSchema.ValueTo}},
                {{ReadTarget.KeepSchema}},
                {{FileSchema.FileName("file.json")}},
                "lines": { "title": "Lines", "description": "One value a line (JSONL), with no list round them.", "type": "boolean", "default": false },
                "maxRows": { "title": "Items at most", "description": "Reading: items to take; all when left out.", "type": "integer", "minimum": 1, "maximum": 1048576 },
                "pretty": { "title": "Pretty", "description": "Writing: a line a property.", "type": "boolean", "default": false },
                {{FileSchema.Encoding}},
                {{FileSchema.Mark}}
              }
            }
            """),
        Example = JsonLiteral.Of("""{ "operation": "write", "fileName": "orders.json", "pretty": true }"""),
        Help = """
            **Reading** takes the file that each item carries as the binary `binary`, or the text in its `field`. An object becomes an item, a list
            gives one item per element (what is no object as `{ value }`), read one by one, so that large lists never lie in memory. With `to` the
            whole value goes into that field of one item instead, and `keep` says what else of the item stays. `lines` reads one value a line.

            **Writing** with `mode: allItems` gives one item with a file of all items as a list; `perItem` gives a file of each item, or of the
            value in its `field`. `to` puts the text into a field in place of a file.

            What is not JSON fails the item with `file.content`. A value has at most 4 MB.
            """,
    };
}
