using System.Xml;
using System.Xml.Linq;
using FlowForge.Core.Failures;
using FlowForge.Nodes.Files;
using FlowForge.Nodes.Items;

namespace FlowForge.ServerNodes.Rss;

/// <summary>
/// Reads a feed: RSS 0.9 to 2.0 and 1.0 (RDF), or Atom. Document types are passed over without reading them, so an entity of one's own is an error, and nothing is fetched.
/// </summary>
internal static class FeedReading
{
    private const int Deepest = 200;

    /// <summary>An item per entry; <c>file.content</c>, <c>file.tooLarge</c>.</summary>
    public static Outcome<Made[]> Read(ReadOnlyMemory<byte> feed, RssParameters own, CancellationToken cancellation)
    {
        try
        {
            if (IsTooDeep(feed, cancellation))
            {
                return FileFailures.Past($"The feed is nested deeper than {Deepest} elements.");
            }

            using var reader = Reader(feed);
            var root = XDocument.Load(reader).Root!;
            return root.Name.LocalName switch
            {
                "rss" or "RDF" => Made(root.Descendants().Where(element => element.Name.LocalName == "item"), own, FeedEntry.OfRss),
                "feed" => Made(root.Elements().Where(element => element.Name.LocalName == "entry"), own, FeedEntry.OfAtom),
                var other => FileFailures.NotOfFormat($"The document is no feed of RSS or Atom; its root is <{other}>."),
            };
        }
        catch (XmlException broken)
        {
            return FileFailures.NotOfFormat($"The answer is no feed: it is no XML that is read here (line {broken.LineNumber}, column {broken.LinePosition}).");
        }
    }

    private static Made[] Made(IEnumerable<XElement> entries, RssParameters own, Func<XElement, FeedEntry> read) =>
        [.. entries.Take(own.Most).Select(entry => new Made(read(entry).Draft(own.CustomFields)))];

    private static XmlReader Reader(ReadOnlyMemory<byte> feed) => XmlReader.Create(
        new MemoryStream(feed.ToArray(), writable: false), new() { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, IgnoreComments = true, CheckCharacters = false });

    // A tree of any depth would be walked by recursion when its text is asked for.
    private static bool IsTooDeep(ReadOnlyMemory<byte> feed, CancellationToken cancellation)
    {
        using var reader = Reader(feed);
        while (reader.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            if (reader.Depth > Deepest)
            {
                return true;
            }
        }

        return false;
    }
}
