using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using FlowForge.Nodes.Json;

namespace FlowForge.ServerNodes.Rss;

/// <summary>An entry of a feed and the fields that an item gets of it.</summary>
internal sealed partial class FeedEntry
{
    private readonly XElement entry;
    private readonly ObjectDraft draft = new();

    private FeedEntry(XElement entry) => this.entry = entry;

    /// <summary>An entry of RSS.</summary>
    public static FeedEntry OfRss(XElement item)
    {
        var entry = new FeedEntry(item);
        entry.Put("title", entry.Plain("title"));
        entry.Put("link", entry.Plain("link"));
        var date = entry.Plain("pubDate") ?? entry.Prefixed("dc", "date");
        entry.Put("pubDate", date);
        entry.Put("author", entry.Plain("author"));
        entry.Put("creator", entry.Prefixed("dc", "creator"));
        entry.PutText("content:encoded", entry.Prefixed("content", "encoded"));
        entry.PutText("content", entry.Plain("description"));
        entry.Put("guid", entry.Plain("guid"));
        entry.Put("comments", entry.Plain("comments"));
        entry.PutCategories(item.Elements().Where(element => element.Name.LocalName == "category").Select(element => element.Value));
        entry.PutEnclosure(item.Elements().FirstOrDefault(element => element.Name.LocalName == "enclosure"), "url");
        entry.PutDate(date);
        return entry;
    }

    /// <summary>An entry of Atom.</summary>
    public static FeedEntry OfAtom(XElement element)
    {
        var entry = new FeedEntry(element);
        var links = element.Elements().Where(one => one.Name.LocalName == "link").ToArray();
        entry.Put("title", entry.Plain("title"));
        entry.Put("link", (links.FirstOrDefault(link => (string?)link.Attribute("rel") is null or "alternate") ?? links.FirstOrDefault())?.Attribute("href")?.Value);
        var date = entry.Plain("published") ?? entry.Plain("updated");
        entry.Put("pubDate", date);
        entry.Put("author", entry.Child("author")?.Elements().FirstOrDefault(one => one.Name.LocalName == "name")?.Value.Trim());
        entry.PutText("content", Content(entry.Child("content")));
        entry.PutText("summary", Content(entry.Child("summary")));
        entry.Put("id", entry.Plain("id"));
        entry.PutCategories(element.Elements().Where(one => one.Name.LocalName == "category").Select(one => one.Attribute("term")?.Value ?? ""));
        entry.PutEnclosure(links.FirstOrDefault(link => (string?)link.Attribute("rel") == "enclosure"), "href");
        entry.PutDate(date);
        return entry;
    }

    /// <summary>The fields, with those that are asked for by the name of their element.</summary>
    public ObjectDraft Draft(IReadOnlyList<string> customFields)
    {
        foreach (var name in customFields)
        {
            var colon = name.IndexOf(':', StringComparison.Ordinal);
            var value = colon < 0 ? entry.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value.Trim() : Prefixed(name[..colon], name[(colon + 1)..]);
            Put(name, value);
        }

        return draft;
    }

    private XElement? Child(string name) => entry.Elements().FirstOrDefault(element => element.Name.LocalName == name && element.Name.Namespace == entry.Name.Namespace);

    private string? Plain(string name) => Child(name)?.Value.Trim();

    private string? Prefixed(string prefix, string name) => entry.GetNamespaceOfPrefix(prefix) is { } space ? entry.Element(space + name)?.Value.Trim() : null;

    // XHTML stands as elements, the rest as text.
    private static string? Content(XElement? element) => element is null ? null
        : (string?)element.Attribute("type") == "xhtml" ? string.Concat(element.Nodes().Select(node => node.ToString(SaveOptions.DisableFormatting))).Trim()
        : element.Value.Trim();

    private void Put(string name, string? value)
    {
        if (value is { Length: > 0 })
        {
            draft.Put(name, new(JsonValues.Text(value)));
        }
    }

    private void PutText(string name, string? html)
    {
        Put(name, html);
        if (html is not null)
        {
            // Behind the last '>' no tag ends, and each '<' there would be looked at to the end.
            var end = html.LastIndexOf('>') + 1;
            Put(name + "Snippet", WebUtility.HtmlDecode(Tag().Replace(html[..end], "") + html[end..]).Trim());
        }
    }

    private void PutDate(string? date)
    {
        if (DateTimeOffset.TryParse(date, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment))
        {
            Put("isoDate", moment.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        }
    }

    private void PutCategories(IEnumerable<string> categories)
    {
        var list = new ArrayDraft();
        foreach (var category in categories.Where(category => category.Length > 0))
        {
            list.Add(new(JsonValues.Text(category.Trim())));
        }

        if (list.Count > 0)
        {
            draft.Put("categories", new(default, null, list));
        }
    }

    private void PutEnclosure(XElement? element, string address)
    {
        if (element?.Attribute(address)?.Value is not { } url)
        {
            return;
        }

        var enclosure = new ObjectDraft();
        enclosure.Put("url", new(JsonValues.Text(url)));
        foreach (var name in new[] { "length", "type" })
        {
            if (element.Attribute(name)?.Value is { } value)
            {
                enclosure.Put(name, new(JsonValues.Text(value)));
            }
        }

        draft.Put("enclosure", DraftValue.Of(enclosure));
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}
