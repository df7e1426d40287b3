using FlowForge.Core;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Items;
using FlowForge.Nodes.Json;

namespace FlowForge.Nodes.SplitOut;

/// <summary>What <c>splitOut</c> says about itself.</summary>
internal static class SplitOutDescription
{
    /// <summary>The description.</summary>
    public static readonly KindDescription Value = new()
    {
        Kind = "splitOut",
        Title = "Split out",
        Group = "data",
        Summary = "Makes an item of each element of a list.",
        Icon = "ungroup",
        ParameterSchema = JsonLiteral.Of($$"""
            {
              "type": "object", "title": "Split out", "additionalProperties": false, "required": ["field"],
              "properties": {
                "field": {
                  "title": "Fields", "description": "The list, or several that go side by side, as a list or with commas; $binary for the item's files.",
                  "oneOf": [{ "type": "string" }, { "type": "array", "maxItems": {{Limits.FieldsNamed}}, "items": { "type": "string" } }]
                },
                "as": {
                  "title": "Names", "description": "The field of each element, in the order of the fields; left out, the elements themselves or the fields' names.",
                  "oneOf": [{ "type": "string" }, { "type": "array", "maxItems": {{Limits.FieldsNamed}}, "items": { "type": "string" } }]
                },
                {{FieldChoice.Schema("none", "What else of the item is on each of its new items.")}},
                "binaries": { "type": "boolean", "title": "Keep files", "description": "Put the item's files on each of its new items.", "default": false },
                "dots": { "type": "boolean", "title": "Dots are paths", "description": "Whether a.b is a field inside a rather than a name.", "default": true }
              }
            }
            """),
        Example = JsonLiteral.Of("""{ "field": "lines", "include": "selected", "only": ["orderId"] }"""),
        Help = """
            Makes an item of each element of the list `field`. An element that is an object becomes the item itself when nothing else comes along
            (`include: none`) and `as` is left out; otherwise it stands in a field: `as`, or the list's own name.

            Of an object the values are split, any other value is one element. An item without the field gives no items. With several fields, first goes
            with first, second with second, until the longest list ends.
            """,
    };
}
