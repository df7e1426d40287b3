using FlowForge.Core;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Json;

namespace FlowForge.Nodes.Merge;

/// <summary>What <c>merge</c> says about itself.</summary>
internal static class MergeDescription
{
    /// <summary>The description.</summary>
    public static readonly KindDescription Value = new()
    {
        Kind = "merge",
        Title = "Merge",
        Group = "flow",
        Summary = "Brings the items of several inputs together.",
        Icon = "git-merge",
        Inputs = ["in1", "in2"],
        ParameterSchema = JsonLiteral.Of(Schema),
        Example = JsonLiteral.Of("""{ "mode": "key", "on": "orderId", "join": "left" }"""),
        Help = """
            Waits for all its inputs (`in1`, `in2`, …) and brings their items together.

            - `append`: the items of `in1`, then those of `in2`, and so on.
            - `position`: first with first, second with second. Items without a partner are dropped, or kept with `unpaired: keep`; `first` keeps those of `in1`.
            - `key`: items of two inputs whose keys are equal. `on` names fields of the same name, `keys` pairs of names; a path such as
              `customer.id` works. `join`: `inner` (matches), `left`, `right` or `outer` (matches, then the rest), `anti` (items
              without a match). `from` says whose items come out of `inner` and `anti`: `both`, `in1` or `in2`; matches of one side come out once each, unmerged. A number and a string are never equal unless `loose` is set; a missing or null key matches nothing.
            - `pairs`: each item of `in1` with each of `in2`; with `clash: first` each of `in2` with each of `in1`.
            - `choose`: the items of the input that `use` names; `none` gives one empty item.

            A field that several items have takes the value of the last input; `clash: first` keeps the first, `clash: suffix` keeps all
            under names with the number of the input (`name_1`, `name_2`). With `deep`, objects are merged field by field.
            """,
    };

    private static string Schema => $$"""
        {
          "type": "object", "title": "Merge", "additionalProperties": false,
          "properties": {
            "mode": {
              "title": "Mode", "description": "How items come together.", "enum": ["append", "position", "key", "pairs", "choose"], "default": "append"
            },
            "inputs": {
              "type": "integer", "x-literal": true, "title": "Inputs", "description": "How many inputs there are; left out, as many as edges name.",
              "minimum": 2, "maximum": {{Limits.MergeInputs}}
            },
            "unpaired": {
              "title": "Unpaired items", "description": "By position: what happens to items without a partner.", "enum": ["drop", "keep", "first"], "default": "drop"
            },
            "on": {
              "title": "Fields", "description": "By key: names of the fields that must be equal, as a list or with commas.",
              "oneOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }]
            },
            "keys": {
              "type": "array", "title": "Pairs of fields", "description": "By key: fields with different names in the two inputs.", "maxItems": {{Limits.Conditions}},
              "items": {
                "type": "object", "title": "Pair", "additionalProperties": false, "required": ["left", "right"],
                "properties": {
                  "left": { "type": "string", "title": "Field of in1", "description": "A name or a path." },
                  "right": { "type": "string", "title": "Field of in2", "description": "A name or a path." }
                }
              }
            },
            "join": {
              "title": "Join", "description": "By key: which items come out.", "enum": ["inner", "left", "right", "outer", "anti"], "default": "inner"
            },
            "from": {
              "title": "Items of", "description": "By key, with inner and anti: whose items come out; left out, both with inner and in1 with anti.", "enum": ["both", "in1", "in2"]
            },
            "mark": {
              "type": "string", "title": "Mark", "description": "By key, with anti: a field that says which input an item came from, input1 or input2."
            },
            "matches": {
              "title": "Matches", "description": "By key: all matches of an item, or the first only.", "enum": ["all", "first"], "default": "all"
            },
            "loose": { "type": "boolean", "title": "Compare as text", "description": "By key: 1 equals \"1\".", "default": false },
            "clash": {
              "title": "Same field", "description": "Whose value a field gets that several items have.", "enum": ["last", "first", "suffix"], "default": "last"
            },
            "suffixAll": {
              "type": "boolean", "title": "Suffix for all", "description": "With suffix: whether fields that only one input has get it, too.", "default": false
            },
            "deep": { "type": "boolean", "title": "Merge objects", "description": "Merge objects field by field instead of replacing them.", "default": false },
            "use": { "type": "string", "title": "Input", "description": "With choose: the input whose items come out, or none for one empty item.", "default": "in1" }
          }
        }
        """;
}
