using FlowForge.Core.Ports;
using FlowForge.Nodes.Files;
using FlowForge.Nodes.Json;

namespace FlowForge.ServerNodes.Xml;

/// <summary>What <c>xml</c> says about itself.</summary>
internal static class XmlDescription
{
    /// <summary>The description.</summary>
    public static readonly KindDescription Value = new()
    {
        Kind = "xml",
        Title = "XML",
        Group = "data",
        Summary = "Reads XML into items, or writes items as XML.",
        Icon = "code-xml",
        RunsIn = RunsIn.Server,
        ParameterSchema = JsonLiteral.Of($$"""
            {
              "type": "object", "title": "XML", "additionalProperties": false,
              "properties": {
                "operation": { "title": "Operation", "description": "Read XML into items, or write items as XML.", "enum": ["read", "write"], "default": "read", "x-literal": true },
                "field": { "title": "Field", "description": "The field with the XML that is read, or that takes what is written.", "type": "string", "default": "data" },
                "binary": { "title": "Binary", "description": "Reading: name of the item's binary that is read in place of a field.", "type": "string", "minLength": 1 },
                {{FileSchema.Encoding}},
                "attributesAs": { "title": "Attributes", "description": "The name under which an element's attributes stand.", "type": "string", "minLength": 1, "default": "$" },
                "textAs": { "title": "Text", "description": "The name of an element's text beside attributes or elements.", "type": "string", "minLength": 1, "default": "_" },
                "mergeAttributes": { "title": "Merge attributes", "description": "Reading: attributes stand beside the elements rather than under a name of their own.", "type": "boolean", "default": true },
                "ignoreAttributes": { "title": "Ignore attributes", "description": "Reading: leave attributes out.", "type": "boolean", "default": false },
                "alwaysLists": { "title": "Always lists", "description": "Reading: each element is a list, also where it stands once.", "type": "boolean", "default": false },
                "root": { "title": "Root", "description": "Reading: keep the root element's name as a field.", "type": "boolean", "default": true },
                "trim": { "title": "Trim", "description": "Reading: take white space off both ends of texts.", "type": "boolean", "default": false },
                "normalize": { "title": "Clean up", "description": "Reading: make one space of white space in texts, and trim.", "type": "boolean", "default": false },
                "lowerCase": { "title": "Names in small letters", "description": "Reading: write names of elements so.", "type": "boolean", "default": false },
                "rootName": { "title": "Name of the root", "description": "Writing: round an item with several fields; one with a single field has that as its root.", "type": "string", "minLength": 1, "default": "root" },
                "cdata": { "title": "CDATA", "description": "Writing: put texts with &, < or > into CDATA sections.", "type": "boolean", "default": false },
                "headless": { "title": "Without declaration", "description": "Writing: leave out the line <?xml … ?>.", "type": "boolean", "default": false },
                "surrogates": { "title": "All of Unicode", "description": "Writing: allow characters beyond U+FFFF.", "type": "boolean", "default": true }
              }
            }
            """),
        Example = JsonLiteral.Of("""{ "operation": "read", "field": "data", "mergeAttributes": true }"""),
        Help = """
            **Reading** makes an item of each XML text. An element with nothing but text is that text, an empty one is `""`, elements of one name are a list.
            Attributes stand among the elements (`mergeAttributes`), or under `$`; text beside them under `_`. White space between elements is left out.

            **Writing** gives `field` with the XML of the item. Lists are elements of one name; what stands under `$` are attributes, under `_` text.

            Document type declarations and with them entities of one's own are refused; nothing is ever fetched. XML is at most 60 elements deep.
            """,
    };
}
