using FlowForge.Core;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Json;

namespace FlowForge.Nodes.RenameKeys;

/// <summary>What <c>renameKeys</c> says about itself.</summary>
internal static class RenameKeysDescription
{
    /// <summary>The description.</summary>
    public static readonly KindDescription Value = new()
    {
        Kind = "renameKeys",
        Title = "Rename keys",
        Group = "data",
        Summary = "Renames fields of each item, by name or by pattern.",
        Icon = "text-cursor-input",
        ParameterSchema = JsonLiteral.Of($$"""
            {
              "type": "object", "title": "Rename keys", "additionalProperties": false,
              "properties": {
                "keys": {
                  "type": "array", "title": "Keys", "description": "Fields with their new names, in order.", "maxItems": {{Limits.FieldsNamed}}, "default": [],
                  "items": {
                    "type": "object", "title": "Key", "additionalProperties": false, "required": ["from", "to"],
                    "properties": {
                      "from": { "type": "string", "title": "From", "description": "A name, or a path such as customer.name." },
                      "to": { "type": "string", "title": "To", "description": "The new name or path." }
                    }
                  }
                },
                "patterns": {
                  "type": "array", "title": "Patterns", "description": "Regular expressions that change names, behind the keys above.", "maxItems": {{Limits.FieldsNamed}}, "default": [],
                  "items": {
                    "type": "object", "title": "Pattern", "additionalProperties": false, "required": ["search"],
                    "properties": {
                      "search": { "type": "string", "title": "Search", "description": "A regular expression, plain or as /pattern/flags." },
                      "replace": { "type": "string", "title": "Replace by", "description": "What the match becomes; $1 is its first group.", "default": "" },
                      "ignoreCase": { "type": "boolean", "title": "Ignore case", "description": "Upper and lower case are the same.", "default": false },
                      "depth": { "type": "integer", "title": "Depth", "description": "How deep inside objects names change: 0 for the item's own, -1 for all.", "minimum": -1, "maximum": {{Limits.Depth}}, "default": -1 }
                    }
                  }
                },
                "dots": { "type": "boolean", "title": "Dots are paths", "description": "Whether a.b is a field inside a rather than a name.", "default": true }
              }
            }
            """),
        Example = JsonLiteral.Of("""{ "keys": [{ "from": "mail", "to": "contact.email" }], "patterns": [{ "search": "/ /g", "replace": "_" }] }"""),
        Help = """
            Renames fields of each item. A field that is renamed goes behind the others; one that already has the new name is replaced. A field that an
            item does not have is passed over.

            `patterns` change the names of all fields that match, also inside objects and lists of objects down to `depth`. The first match of a name is
            replaced, with the flag `g` (`/ /g`) every one. In `replace`, `$1` is the first group, `$<name>` a named one, `$&` the whole match.
            """,
    };
}
