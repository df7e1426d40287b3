using FlowForge.Core;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Json;

namespace FlowForge.Nodes.RemoveDuplicates;

/// <summary>What <c>removeDuplicates</c> says about itself.</summary>
internal static class RemoveDuplicatesDescription
{
    /// <summary>The description.</summary>
    public static readonly KindDescription Value = new()
    {
        Kind = "removeDuplicates",
        Title = "Remove duplicates",
        Group = "data",
        Summary = "Drops items that came before, in this run or in earlier ones.",
        Icon = "copy-minus",
        Outputs = ["out", "duplicates"],
        ParameterSchema = JsonLiteral.Of($$"""
            {
              "type": "object", "title": "Remove duplicates", "additionalProperties": false,
              "properties": {
                "operation": {
                  "title": "Operation", "description": "Compare the items with one another, with those of earlier runs, or forget what earlier runs had.",
                  "enum": ["items", "seen", "forget"], "default": "items"
                },
                "compare": { "title": "Compare", "description": "With items: which fields make two items equal.", "enum": ["all", "except", "selected"], "default": "all" },
                "fields": {
                  "title": "Fields", "description": "With except and selected: names or paths, as a list or with commas.",
                  "oneOf": [{ "type": "string" }, { "type": "array", "maxItems": {{Limits.FieldsNamed}}, "items": { "type": "string" } }]
                },
                "onlyCompared": { "type": "boolean", "title": "Only compared fields", "description": "With items: drop the fields that are not compared.", "default": false },
                "dots": { "type": "boolean", "title": "Dots are paths", "description": "Whether a.b is a field inside a rather than a name.", "default": true },
                "by": {
                  "title": "New is", "description": "With seen: a value that no run had, a number above all before, or a date after all before.",
                  "enum": ["value", "number", "date"], "default": "value"
                },
                "value": { "title": "Value", "description": "With seen: what is remembered of each item, usually an expression, e.g. the item's id." },
                "scope": { "title": "Remembered for", "description": "This node alone, or all nodes of the workflow that say workflow.", "enum": ["node", "workflow"], "default": "node" },
                "history": { "type": "integer", "title": "Values remembered", "description": "With value: how many; of more, the oldest are forgotten.", "minimum": 1, "maximum": {{Limits.SeenValuesMost}}, "default": {{Limits.SeenValues}} }
              }
            }
            """),
        Example = JsonLiteral.Of("""{ "operation": "seen", "by": "value", "value": "={{ $json.id }}" }"""),
        Help = $$$"""
            Lets each item through once; the others come out of `duplicates`, which may be left without an edge.

            - `items` compares the items that come in: by all fields, all `except` some, or some (`selected`), which every item must have. The first of
              equal items stays.
            - `seen` compares with earlier runs: by `value`, or by the highest `number` or latest `date` there was. `value` is usually an expression such as
              `={{ $json.id }}`; an item for which it gives nothing is a failure. Items of one run are compared with those before them, too.
            - `forget` begins with nothing again, and lets all items through.

            What is remembered lies in the workflow's state: it counts once the node's run is recorded, and test runs of the editor leave it alone.
            `history` values are kept, {{{Limits.SeenValues}}} at first; one run may add about ten thousand.
            """,
    };
}
