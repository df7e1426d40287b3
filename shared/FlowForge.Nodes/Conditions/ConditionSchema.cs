using System.Text.Json;
using FlowForge.Core;

namespace FlowForge.Nodes.Conditions;

/// <summary>The part of a parameter schema that describes conditions, and the part of the help that explains them.</summary>
internal static class ConditionSchema
{
    private static readonly string Names = JsonSerializer.Serialize(Operators.All.Select(one => one.Name));

    /// <summary>Properties <c>conditions</c>, <c>combine</c>, <c>loose</c> and <c>ignoreCase</c>, without braces.</summary>
    public static readonly string Properties = $$$"""
        "conditions": {
          "type": "array", "title": "Conditions", "description": "What is compared, in order.", "maxItems": {{{Limits.Conditions}}}, "default": [],
          "items": {
            "type": "object", "title": "Condition", "additionalProperties": false, "required": ["operator"],
            "properties": {
              "left": { "title": "Left value", "description": "Usually an expression, e.g. ={{ $json.total }}." },
              "operator": {
                "title": "Operator", "description": "The type that both values must have, a dot, and how they are compared.", "default": "string.equals",
                "anyOf": [
                  { "enum": {{{Names}}} },
                  { "type": "string", "title": "Short name", "pattern": "^(any|string|number|boolean|dateTime|date|array|object)\\.[A-Za-z]{1,24}$" }
                ]
              },
              "right": { "title": "Right value", "description": "What the left value is compared with; left out for operators such as string.exists." },
              "ignoreCase": { "type": "boolean", "title": "Ignore case", "description": "Upper and lower case are the same in this condition.", "default": false }
            }
          }
        },
        "combine": {
          "title": "Combine", "description": "Whether all conditions must hold, or any one.", "enum": ["all", "any", "and", "or"], "default": "all"
        },
        "loose": {
          "type": "boolean", "title": "Convert types", "description": "Convert values to the operator's type instead of failing on a wrong one.", "default": false
        },
        "ignoreCase": {
          "type": "boolean", "title": "Ignore case", "description": "Upper and lower case are the same in all conditions.", "default": false
        }
        """;

    /// <summary>What people need to know about conditions, in Markdown.</summary>
    public const string Help = """
        A condition is `{ left, operator, right }`. The operator says the type, too:

        - `string.` equals, notEquals, contains, notContains, startsWith, notStartsWith, endsWith, notEndsWith, regex, notRegex
        - `number.` equals, notEquals, gt, lt, gte, lte
        - `boolean.` true, false, equals, notEquals
        - `dateTime.` equals, notEquals, after, before, afterOrEquals, beforeOrEquals
        - `array.` contains, notContains, lengthEquals, lengthNotEquals, lengthGt, lengthLt, lengthGte, lengthLte
        - every type and `any.`: exists, notExists, empty, notEmpty; `any.` also equals and notEquals

        Short names such as `number.eq`, `number.ne` or `number.larger` are understood.
        A value of another type is a failure of that item; with `loose` it is converted instead (`"5"` is 5, `"true"` is true).
        A missing value is no wrong type: it is neither greater nor less than anything, equals only another missing one, and is empty as text.
        Times without an offset are in the workflow's time zone. A regular expression is plain or `/pattern/i`; a match may take one second.
        """;
}
