using FlowForge.Core;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Items;
using FlowForge.Nodes.Json;

namespace FlowForge.Nodes.Aggregate;

/// <summary>What <c>aggregate</c> says about itself.</summary>
internal static class AggregateDescription
{
    /// <summary>The description.</summary>
    public static readonly KindDescription Value = new()
    {
        Kind = "aggregate",
        Title = "Aggregate",
        Group = "data",
        Summary = "Makes one item of all items, with their values in lists.",
        Icon = "group",
        ParameterSchema = JsonLiteral.Of($$"""
            {
              "type": "object", "title": "Aggregate", "additionalProperties": false,
              "properties": {
                "mode": { "title": "Mode", "description": "A list for each field, or one list of the items.", "enum": ["fields", "items"], "default": "fields" },
                "fields": {
                  "type": "array", "title": "Fields", "description": "With fields: what is gathered.", "maxItems": {{Limits.FieldsNamed}}, "default": [],
                  "items": {
                    "type": "object", "title": "Field", "additionalProperties": false, "required": ["field"],
                    "properties": {
                      "field": { "type": "string", "title": "Field", "description": "A name, or a path such as customer.name." },
                      "as": { "type": "string", "title": "Name of the list", "description": "Left out, the field's own name; of a path the last part." }
                    }
                  }
                },
                "mergeLists": { "type": "boolean", "title": "Merge lists", "description": "With fields: put the elements of lists into one list rather than the lists.", "default": false },
                "keepMissing": { "type": "boolean", "title": "Keep missing", "description": "With fields: null in the place of a missing or null value, rather than nothing.", "default": false },
                "as": { "type": "string", "title": "Name of the list", "description": "With items: the field of the list.", "default": "data" },
                {{FieldChoice.Schema("all", "With items: which fields of each item are in the list.")}},
                "binaries": { "type": "boolean", "title": "Keep files", "description": "Put the files of all items on the new one.", "default": false },
                "uniqueBinaries": { "type": "boolean", "title": "Same files once", "description": "With files: leave out files that are there already.", "default": false },
                "dots": { "type": "boolean", "title": "Dots are paths", "description": "Whether a.b is a field inside a rather than a name.", "default": true }
              }
            }
            """),
        Example = JsonLiteral.Of("""{ "mode": "fields", "fields": [{ "field": "email", "as": "recipients" }] }"""),
        Help = """
            Makes one item of all items.

            - `fields`: a list of values for each field. Missing and null values are left out unless `keepMissing`; `mergeLists` flattens values that are lists.
            - `items`: one list, under the name `as`, of the items themselves, with all their fields or some (`include`, `only`, `except`).

            `binaries` puts the files of all items on the new one; a name that is taken gets a number (`data_1`).
            """,
    };
}
