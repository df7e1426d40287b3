using FlowForge.Core;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Json;

namespace FlowForge.Nodes.Summarize;

/// <summary>What <c>summarize</c> says about itself.</summary>
internal static class SummarizeDescription
{
    /// <summary>The description.</summary>
    public static readonly KindDescription Value = new()
    {
        Kind = "summarize",
        Title = "Summarize",
        Group = "data",
        Summary = "Counts, adds up or gathers values over all items or over groups of them.",
        Icon = "sigma",
        ParameterSchema = JsonLiteral.Of($$"""
            {
              "type": "object", "title": "Summarize", "additionalProperties": false, "required": ["fields"],
              "properties": {
                "fields": {
                  "type": "array", "title": "Fields", "description": "What is computed.", "minItems": 1, "maxItems": {{Limits.FieldsNamed}},
                  "items": {
                    "type": "object", "title": "Field", "additionalProperties": false, "required": ["field"],
                    "properties": {
                      "operation": {
                        "title": "Operation", "description": "What is made of its values.", "default": "count",
                        "enum": ["append", "average", "concatenate", "count", "countUnique", "max", "min", "sum"]
                      },
                      "field": { "type": "string", "title": "Field", "description": "A name, or a path such as customer.name." },
                      "as": { "type": "string", "title": "Name", "description": "The field of the result; left out, the operation and the field, such as sum_total." },
                      "includeEmpty": { "type": "boolean", "title": "With empty values", "description": "Append, concatenate and counts: whether missing, null and empty values are taken, too.", "default": false },
                      "separator": { "type": "string", "title": "Separator", "description": "Concatenate: what stands between two values.", "default": "," }
                    }
                  }
                },
                "by": {
                  "title": "Group by", "description": "Fields whose values make the groups, as a list or with commas; left out, all items are one group.",
                  "oneOf": [{ "type": "string" }, { "type": "array", "maxItems": {{Limits.FieldsNamed}}, "items": { "type": "string" } }]
                },
                "skipEmpty": { "type": "boolean", "title": "Skip without group", "description": "Leave out items in which a field to group by is missing, null or empty.", "default": false },
                "texts": { "type": "boolean", "title": "Groups as texts", "description": "Whether what makes a group is taken and given as a text.", "default": false },
                "missing": { "title": "Field in no item", "description": "Whether that is a failure.", "enum": ["fail", "ignore"], "default": "fail" },
                "output": { "title": "Output", "description": "An item for each group, or one item with the groups inside one another.", "enum": ["items", "single"], "default": "items" },
                "dots": { "type": "boolean", "title": "Dots are paths", "description": "Whether a.b is a field inside a rather than a name.", "default": true }
              }
            }
            """),
        Example = JsonLiteral.Of("""{ "fields": [{ "operation": "sum", "field": "total" }, { "operation": "count", "field": "id", "as": "orders" }], "by": ["country"] }"""),
        Help = """
            Computes over all items, or over groups of those with equal values in the fields `by`.

            - `count`, `countUnique`: how many values there are, how many differ.
            - `sum`, `average`: of the numbers; other values are passed over. The average of none is null.
            - `min`, `max`: the smallest and the largest value, numbers before texts; null when there is none.
            - `append`: a list of the values. `concatenate`: their texts with `separator` between.

            Results are named after the operation (`count_id`, `unique_count_id`, `sum_total`, `average_`, `min_`, `max_`, `appended_`, `concatenated_`), with
            `_` for dots and spaces, unless `as` says otherwise. Groups come in the order in which their first items do, those of the first field together.
            With `output: single` the values of `by` are names of objects inside one another.
            """,
    };
}
