using FlowForge.Core.Ports;
using FlowForge.Nodes.Files;
using FlowForge.Nodes.Json;

namespace FlowForge.ServerNodes.Html;

/// <summary>What <c>html</c> says about itself.</summary>
internal static class HtmlDescription
{
    /// <summary>The description.</summary>
    public static readonly KindDescription Value = new()
    {
        Kind = "html",
        Title = "HTML",
        Group = "data",
        Summary = "Takes values out of HTML by selectors, makes HTML of a template, or a table of items.",
        Icon = "file-code",
        RunsIn = RunsIn.Server,
        ParameterSchema = JsonLiteral.Of($$"""
            {
              "type": "object", "title": "HTML", "additionalProperties": false,
              "properties": {
                "operation": {
                  "title": "Operation", "description": "What is done.", "enum": ["extract", "template", "table"], "default": "extract", "x-literal": true
                },
                "field": { "title": "Field", "description": "With extract: the field with the HTML, or with a list of texts, each of which gives an item.", "type": "string", "default": "data" },
                "binary": { "title": "Binary", "description": "With extract: name of the item's binary that is read in place of a field.", "type": "string", "minLength": 1 },
                {{FileSchema.Encoding}},
                "values": {
                  "title": "Values", "description": "With extract: what is taken.", "type": "array", "maxItems": 1000,
                  "items": {
                    "type": "object", "additionalProperties": false, "required": ["name", "selector"],
                    "properties": {
                      "name": { "title": "Name", "description": "The field of the result.", "type": "string", "minLength": 1 },
                      "selector": { "title": "Selector", "description": "Which elements, as CSS writes it: .price, #title, td:nth-child(2).", "type": "string", "minLength": 1, "maxLength": 1000 },
                      "take": { "title": "Take", "description": "What of an element is taken; value is that of a form field.", "enum": ["text", "html", "attribute", "value"], "default": "text" },
                      "attribute": { "title": "Attribute", "description": "Name of the attribute, such as href.", "type": "string" },
                      "skip": { "title": "Skip", "description": "With text: selectors of inner elements that are left out, with commas.", "type": "string", "maxLength": 1000 },
                      "first": { "title": "First only", "description": "The text of the first element, rather than of all.", "type": "boolean", "default": false },
                      "all": { "title": "All", "description": "A list with one entry per element, rather than a single value.", "type": "boolean", "default": false }
                    }
                  }
                },
                "trim": { "title": "Trim", "description": "With extract: take white space off both ends of values.", "type": "boolean", "default": true },
                "clean": { "title": "Clean up", "description": "With extract: with text, make one space of any white space.", "type": "boolean", "default": true },
                "template": { "title": "Template", "description": "With template: the HTML, with expressions in it.", "type": "string" },
                "as": { "title": "Name", "description": "With template and table: the field of the result; left out, html or table.", "type": "string" },
                "caption": { "title": "Caption", "description": "With table: its caption.", "type": "string" },
                "capitalize": { "title": "Capitalise headings", "description": "With table: begin headings with a capital.", "type": "boolean", "default": false },
                "styled": { "title": "Styled", "description": "With table: give it borders and space; off for a style of your own.", "type": "boolean", "default": true },
                "tableAttributes": { "title": "Attributes of the table", "description": "With table: such as class=\"list\".", "type": "string" },
                "headerAttributes": { "title": "Attributes of the heading row", "description": "With table: written into its tr.", "type": "string" },
                "rowAttributes": { "title": "Attributes of rows", "description": "With table: written into each tr.", "type": "string" },
                "cellAttributes": { "title": "Attributes of cells", "description": "With table: written into each td.", "type": "string" }
              }
            }
            """),
        Example = JsonLiteral.Of("""
            { "operation": "extract", "field": "data", "values": [{ "name": "title", "selector": "h1" }, { "name": "links", "selector": "a", "take": "attribute", "attribute": "href", "all": true }] }
            """),
        Help = """
            **Extract** reads the HTML in `field`, or in the file `binary`, as a browser does, without running anything. Each of `values` is a field of the
            new item: of the elements that `selector` finds, their `text` together, or of the first its inner `html`, an `attribute` or the `value` of a form
            field. With `all` it is a list with an entry per element. Where nothing is found, `text` is empty and the others are null.

            **Template** gives the `template` with its expressions as the field `html`. What expressions give is not escaped.

            **Table** gives one item whose field `table` is an HTML table of all items: a column per field, in the order in which they come. Texts are
            escaped; true and false are check boxes.

            A document has at most 200,000 elements, 400 deep.
            """,
    };
}
