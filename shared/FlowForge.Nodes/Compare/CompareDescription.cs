using FlowForge.Core;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Json;

namespace FlowForge.Nodes.Compare;

/// <summary>What <c>compare</c> says about itself.</summary>
internal static class CompareDescription
{
    /// <summary>The description.</summary>
    public static readonly KindDescription Value = new()
    {
        Kind = "compare",
        Title = "Compare",
        Group = "data",
        Summary = "Finds what two lists have in common and where they differ.",
        Icon = "git-compare",
        Inputs = ["a", "b"],
        Outputs = ["aOnly", "same", "different", "bOnly"],
        ParameterSchema = JsonLiteral.Of($$"""
            {
              "type": "object", "title": "Compare", "additionalProperties": false,
              "properties": {
                "on": {
                  "title": "Fields", "description": "Names of the fields that make two items partners, as a list or with commas.",
                  "oneOf": [{ "type": "string" }, { "type": "array", "maxItems": {{Limits.FieldsNamed}}, "items": { "type": "string" } }]
                },
                "keys": {
                  "type": "array", "title": "Pairs of fields", "description": "Such fields with different names in the two inputs.", "maxItems": {{Limits.FieldsNamed}}, "default": [],
                  "items": {
                    "type": "object", "title": "Pair", "additionalProperties": false, "required": ["a", "b"],
                    "properties": {
                      "a": { "type": "string", "title": "Field of a", "description": "A name or a path." },
                      "b": { "type": "string", "title": "Field of b", "description": "A name or a path." }
                    }
                  }
                },
                "output": { "title": "When they differ", "description": "What comes out: both versions, one item, or a mix of them.", "enum": ["both", "a", "b", "mix"], "default": "both" },
                "prefer": { "title": "Mix: take", "description": "With mix: whose values are taken.", "enum": ["a", "b"], "default": "a" },
                "exceptFor": {
                  "title": "Mix: except", "description": "With mix: fields that the other one gives, as a list or with commas.",
                  "oneOf": [{ "type": "string" }, { "type": "array", "maxItems": {{Limits.FieldsNamed}}, "items": { "type": "string" } }]
                },
                "skip": {
                  "title": "Fields to skip", "description": "Fields that are not compared, as a list or with commas.",
                  "oneOf": [{ "type": "string" }, { "type": "array", "maxItems": {{Limits.FieldsNamed}}, "items": { "type": "string" } }]
                },
                "matches": { "title": "Several partners", "description": "Compare with the first partner only, or with each.", "enum": ["first", "all"], "default": "first" },
                "loose": { "type": "boolean", "title": "Ignore types", "description": "1 equals \"1\", and missing, null and empty are the same.", "default": false },
                "dots": { "type": "boolean", "title": "Dots are paths", "description": "Whether a.b is a field inside a rather than a name.", "default": true }
              }
            }
            """),
        Example = JsonLiteral.Of("""{ "on": "id", "skip": "updatedAt" }"""),
        Help = """
            Compares the items of `a` with those of `b` that have the same values in the fields `on` (or `keys`, when they are named differently).

            - `aOnly`, `bOnly`: items without a partner; so are those whose key is missing or null.
            - `same`: items of `a` whose partner has the same fields, apart from those to `skip`.
            - `different`: the others. With `output: both` such an item is `{ keys, same, different, skipped }`, where `different` has
              `{ inputA, inputB }` for each field; `a` and `b` give one item as it is, `mix` the fields of `prefer` with those of `exceptFor` from the other.

            A field to match by that no item of an input has is a failure.
            """,
    };
}
