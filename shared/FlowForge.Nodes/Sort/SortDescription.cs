using FlowForge.Core;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Json;

namespace FlowForge.Nodes.Sort;

/// <summary>What <c>sort</c> says about itself.</summary>
internal static class SortDescription
{
    /// <summary>The description.</summary>
    public static readonly KindDescription Value = new()
    {
        Kind = "sort",
        Title = "Sort",
        Group = "data",
        Summary = "Puts the items in order, or in a random one.",
        Icon = "arrow-down-wide-narrow",
        ParameterSchema = JsonLiteral.Of($$"""
            {
              "type": "object", "title": "Sort", "additionalProperties": false,
              "properties": {
                "mode": { "title": "Mode", "description": "By fields, or shuffled.", "enum": ["fields", "random"], "default": "fields" },
                "fields": {
                  "type": "array", "title": "Fields", "description": "What items are sorted by; a later field decides between items that an earlier one finds equal.",
                  "maxItems": {{Limits.FieldsNamed}}, "default": [],
                  "items": {
                    "type": "object", "title": "Field", "additionalProperties": false, "required": ["field"],
                    "properties": {
                      "field": { "type": "string", "title": "Field", "description": "A name, or a path such as customer.name." },
                      "order": { "title": "Order", "description": "Smallest or largest first.", "enum": ["asc", "desc"], "default": "asc" }
                    }
                  }
                },
                "ignoreCase": { "type": "boolean", "title": "Ignore case", "description": "Upper and lower case are the same.", "default": true },
                "dots": { "type": "boolean", "title": "Dots are paths", "description": "Whether a.b is a field inside a rather than a name.", "default": true },
                "seed": { "title": "Seed", "description": "With random: the same seed gives the same order; left out, each run has its own.", "oneOf": [{ "type": "string" }, { "type": "number" }] }
              }
            }
            """),
        Example = JsonLiteral.Of("""{ "fields": [{ "field": "total", "order": "desc" }, { "field": "customer.name" }] }"""),
        Help = """
            Puts the items in order by `fields`. Numbers come before texts, texts before true and false, those before lists and objects; items without
            the field come last either way. Texts are compared letter by letter, without regard to case unless `ignoreCase` is false. Items that are
            equal keep their order. A field that no item has is a failure.

            With `mode: random` the items are shuffled: by `seed` when there is one, else differently in each run, and the same way when a run is resumed.
            For an order of your own, use a `code` node: `return $input.all().sort((a, b) => …)`.
            """,
    };
}
