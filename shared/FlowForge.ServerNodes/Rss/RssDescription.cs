using FlowForge.Core.Ports;
using FlowForge.Nodes.Json;

namespace FlowForge.ServerNodes.Rss;

/// <summary>What <c>rss</c> says about itself.</summary>
internal static class RssDescription
{
    /// <summary>The description.</summary>
    public static readonly KindDescription Value = new()
    {
        Kind = "rss",
        Title = "RSS",
        Group = "net",
        Summary = "Reads feeds (RSS and Atom) into items.",
        Icon = "rss",
        RunsIn = RunsIn.Server,
        ParameterSchema = JsonLiteral.Of("""
            {
              "type": "object", "title": "RSS", "required": ["url"], "additionalProperties": false,
              "properties": {
                "url": { "title": "URL", "description": "Where the feed is: http:// or https://.", "type": "string", "minLength": 1, "maxLength": 8192 },
                "customFields": {
                  "title": "Further fields", "description": "Elements of entries that are given, too, such as media:credit; as a list or with commas.",
                  "oneOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }]
                },
                "maxEntries": { "title": "Entries at most", "description": "How many are taken from the top; all when left out.", "type": "integer", "minimum": 1, "maximum": 10000 },
                "timeoutSeconds": { "title": "Time-out", "description": "Seconds for the call, redirects included.", "type": "number", "minimum": 0.001, "maximum": 3600, "default": 100 }
              }
            }
            """),
        Example = JsonLiteral.Of("""{ "url": "https://example.com/feed.xml", "customFields": "media:credit" }"""),
        Help = """
            Fetches the feed once for each item and gives one item per entry: `title`, `link`, `pubDate` as the feed writes it and `isoDate` as ISO 8601,
            `creator` or `author`, `content`, `contentSnippet` (the text without its tags), `content:encoded`, `summary`, `guid` or `id`, `categories`,
            `enclosure`, `comments`; what an entry does not have is left out.

            Calls go out as those of `http` do. A feed has at most 10,000 entries and 8 MB; document type declarations in it are passed over, and nothing
            else is fetched. What is no feed is the failure `file.content` of that item.
            """,
    };
}
