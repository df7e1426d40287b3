using FlowForge.Core.Ports;
using FlowForge.Nodes.Json;

namespace FlowForge.Nodes.Set;

/// <summary>What <c>set</c> says about itself.</summary>
internal static class SetDescription
{
    /// <summary>The description.</summary>
    public static readonly KindDescription Value = new()
    {
        Kind = "set",
        Title = "Set fields",
        Group = "data",
        Summary = "Sets fields of each item.",
        Icon = "pencil",
        ParameterSchema = JsonLiteral.Of("""
            {
              "type": "object", "title": "Set fields", "additionalProperties": false,
              "properties": {
                "fields": { "type": "object", "title": "Fields", "description": "Values by name; a name may be a path such as customer.name or lines[0].price.", "default": {} },
                "keep": { "title": "Keep", "description": "What stays of the item.", "enum": ["all", "none", "selected", "except"], "default": "all" },
                "only": {
                  "type": "array", "title": "Only these", "description": "With selected: the fields that stay.", "items": { "type": "string" }, "default": []
                },
                "except": {
                  "type": "array", "title": "All but these", "description": "With except: the fields that go.", "items": { "type": "string" }, "default": []
                },
                "types": {
                  "type": "object", "title": "Types", "description": "Types that values are made into, by field.", "default": {},
                  "additionalProperties": { "title": "Type", "description": "What the value becomes.", "enum": ["string", "number", "boolean", "array", "object"] }
                },
                "json": {
                  "title": "JSON", "description": "An object, or a text of JSON, in the place of fields.", "anyOf": [{ "type": "object" }, { "type": "string" }]
                },
                "lenient": { "type": "boolean", "title": "Keep what does not fit", "description": "Whether a value that cannot be made into its type stays as it is.", "default": false },
                "binary": { "title": "Files", "description": "Whether the files of the item stay.", "enum": ["keep", "drop"], "default": "keep" },
                "dots": { "type": "boolean", "title": "Dots are paths", "description": "Whether a dot in a name leads into an object.", "default": true }
              }
            }
            """),
        Example = JsonLiteral.Of("""{ "fields": { "status": "new", "customer.country": "={{ $json.country }}" }, "keep": "all" }"""),
        Help = """
            Sets each of `fields` on each item; values may be expressions. A path makes the objects and arrays it needs:
            `customer.name`, `lines[0].price`. A field that exists keeps its place among the others. `dots: false` takes dots as part of the name.

            - `keep: all`: the item and the fields;
            - `keep: none`: the fields alone;
            - `keep: selected`: the item's fields that `only` names, and the fields;
            - `keep: except`: the item's fields but those that `except` names, and the fields.

            `types` makes values into a type: `{ "count": "number" }` reads "5" as 5; what cannot be made fails the item, or with `lenient` stays as it is. `json` stands in the
            place of `fields`: an object, or a text of JSON, which may be an expression; its names are no paths.

            An expression that gives nothing sets null. Files stay with the item; `binary: drop` takes them off.
            """,
    };
}
