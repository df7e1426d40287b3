using FlowForge.Core.Ports;
using FlowForge.Nodes.Json;

namespace FlowForge.ServerNodes.Markdown;

/// <summary>What <c>markdown</c> says about itself.</summary>
internal static class MarkdownDescription
{
    /// <summary>The description.</summary>
    public static readonly KindDescription Value = new()
    {
        Kind = "markdown",
        Title = "Markdown",
        Group = "data",
        Summary = "Makes HTML of Markdown, or Markdown of HTML.",
        Icon = "file-text",
        RunsIn = RunsIn.Server,
        ParameterSchema = JsonLiteral.Of("""
            {
              "type": "object", "title": "Markdown", "additionalProperties": false,
              "properties": {
                "operation": { "title": "Operation", "description": "What is made.", "enum": ["toHtml", "toMarkdown"], "default": "toHtml", "x-literal": true },
                "markdown": { "title": "Markdown", "description": "With toHtml: the text, usually an expression.", "type": "string" },
                "html": { "title": "HTML", "description": "With toMarkdown: the text, usually an expression.", "type": "string" },
                "as": { "title": "Name", "description": "The field of the result, beside the item's own.", "type": "string", "default": "data" },
                "autoLinks": { "title": "Link addresses", "description": "With toHtml: make links of addresses in the text.", "type": "boolean", "default": false },
                "completeDocument": { "title": "Whole document", "description": "With toHtml: with html, head and body.", "type": "boolean", "default": false },
                "customHeadingIds": { "title": "Ids in headings", "description": "With toHtml: take {#id} behind a heading as its id.", "type": "boolean", "default": false },
                "emoji": { "title": "Emoji", "description": "With toHtml: write :smile: as the character.", "type": "boolean", "default": false },
                "escapeHtml": { "title": "Escape HTML", "description": "With toHtml: show tags in the text rather than taking them over. Use it for texts of strangers.", "type": "boolean", "default": false },
                "githubHeadingIds": { "title": "Ids as on GitHub", "description": "With toHtml: ids of headings with hyphens for spaces.", "type": "boolean", "default": false },
                "headingIds": { "title": "Ids of headings", "description": "With toHtml: give headings an id.", "type": "boolean", "default": true },
                "headingIdPrefix": { "title": "Prefix of ids", "description": "With toHtml: what ids of headings begin with.", "type": "string" },
                "headingStart": { "title": "First heading", "description": "With toHtml: which level # is.", "type": "integer", "minimum": 1, "maximum": 6, "default": 1 },
                "imageSizes": { "title": "Sizes of images", "description": "With toHtml: read ![alt](address =100x80).", "type": "boolean", "default": false },
                "lineBreaks": { "title": "Line breaks", "description": "With toHtml: a line break in the text is one in the HTML.", "type": "boolean", "default": false },
                "mentions": { "title": "Mentions", "description": "With toHtml: make links of @name.", "type": "boolean", "default": false },
                "mentionsLink": { "title": "Address of mentions", "description": "With toHtml: where they lead; {u} is the name.", "type": "string", "default": "https://github.com/{u}" },
                "newWindow": { "title": "New window", "description": "With toHtml: links open one.", "type": "boolean", "default": false },
                "strikethrough": { "title": "Strikethrough", "description": "With toHtml: read ~~text~~.", "type": "boolean", "default": false },
                "tables": { "title": "Tables", "description": "With toHtml: read tables.", "type": "boolean", "default": false },
                "tableHeadingIds": { "title": "Ids of table headings", "description": "With toHtml: give headings of tables an id.", "type": "boolean", "default": false },
                "taskLists": { "title": "Task lists", "description": "With toHtml: read [ ] and [x].", "type": "boolean", "default": false },
                "bullet": { "title": "Bullet", "description": "With toMarkdown: what entries of lists begin with.", "type": "string", "minLength": 1, "maxLength": 10, "default": "*" },
                "codeFence": { "title": "Code fence", "description": "With toMarkdown: what stands round blocks of code.", "type": "string", "minLength": 1, "maxLength": 10, "default": "```" },
                "emphasis": { "title": "Emphasis", "description": "With toMarkdown: what stands round it.", "type": "string", "minLength": 1, "maxLength": 10, "default": "_" },
                "strong": { "title": "Strong", "description": "With toMarkdown: what stands round it.", "type": "string", "minLength": 1, "maxLength": 10, "default": "**" },
                "strike": { "title": "Struck out", "description": "With toMarkdown: what stands round it.", "type": "string", "minLength": 1, "maxLength": 10, "default": "~~" },
                "maxNewlines": { "title": "Line breaks at most", "description": "With toMarkdown: in a row.", "type": "integer", "minimum": 1, "maximum": 100, "default": 3 },
                "ignore": { "title": "Ignore", "description": "With toMarkdown: elements that are left out, with commas.", "oneOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }] },
                "blocks": { "title": "Blocks", "description": "With toMarkdown: further elements that stand in lines of their own.", "oneOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }] },
                "inlineLinks": { "title": "Bare links", "description": "With toMarkdown: write a link whose text is its address as <address>.", "type": "boolean", "default": true },
                "referenceLinks": { "title": "Reference links", "description": "With toMarkdown: gather addresses at the end.", "type": "boolean", "default": false },
                "dataImages": { "title": "Images inside", "description": "With toMarkdown: keep images that are written into the HTML, up to 1 MB each.", "type": "boolean", "default": false }
              }
            }
            """),
        Example = JsonLiteral.Of("""{ "operation": "toHtml", "markdown": "={{ $json.text }}", "as": "html", "tables": true }"""),
        Help = """
            **To HTML** reads CommonMark; tables, strikethrough, task lists and the other options add what other dialects have. Tags in the text are taken over
            as they are: with texts of strangers that end on a page, use `escapeHtml`.

            **To Markdown** writes headings, paragraphs, emphasis, links, images, lists, quotations, code and tables; of other elements the text. Scripts and
            styles are left out.

            The result stands in the field `as` beside the item's own fields. A text has at most 1,000,000 characters.
            """,
    };
}
