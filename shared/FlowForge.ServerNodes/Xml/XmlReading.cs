using System.Xml;
using FlowForge.Core.Failures;
using FlowForge.Nodes.Files;
using FlowForge.Nodes.Json;

namespace FlowForge.ServerNodes.Xml;

/// <summary>Reads XML into an object. No document type, no entity but XML's own five, nothing is fetched; prefixes are part of names.</summary>
internal static class XmlReading
{
    private const int Deepest = 60;

    /// <summary>The object; <c>file.content</c>, <c>file.tooLarge</c>.</summary>
    public static Outcome<ObjectDraft> Read(ReadOnlyMemory<byte> utf8, XmlReadParameters own, CancellationToken cancellation)
    {
        using var text = new StreamReader(new MemoryStream(utf8.ToArray(), writable: false));
        using var reader = new XmlTextReader(text)
        {
            DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, Namespaces = false, WhitespaceHandling = WhitespaceHandling.Significant,
        };
        try
        {
            return Tree(reader, own, cancellation);
        }
        catch (XmlException broken)
        {
            return FileFailures.NotOfFormat($"The text is no XML that is read here (line {broken.LineNumber}, column {broken.LinePosition}): {broken.Message}");
        }
    }

    private static Outcome<ObjectDraft> Tree(XmlTextReader reader, XmlReadParameters own, CancellationToken cancellation)
    {
        var (root, open, count) = (new ObjectDraft(), new Stack<XmlElementDraft>(), 0);
        while (reader.Read())
        {
            if (++count % 1024 == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            switch (reader.NodeType)
            {
                case XmlNodeType.Element when open.Count >= Deepest:
                    return FileFailures.Past($"The XML is nested deeper than {Deepest} elements.");
                case XmlNodeType.Element:
                    var element = new XmlElementDraft(own.LowerCase ? reader.Name.ToLowerInvariant() : reader.Name, own);
                    var isEmpty = reader.IsEmptyElement;
                    element.TakeAttributes(reader);
                    open.Push(element);
                    if (isEmpty)
                    {
                        Close(open, root);
                    }

                    break;
                case XmlNodeType.EndElement:
                    Close(open, root);
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace when open.Count > 0:
                    open.Peek().Add(reader.Value, reader.NodeType == XmlNodeType.CDATA);
                    break;
                case XmlNodeType.EntityReference:
                    return FileFailures.NotOfFormat($"The XML refers to the entity {reader.Name}, which is none of XML's own (line {reader.LineNumber}).");
                default:
                    break;
            }
        }

        return Top(root, own);
    }

    private static void Close(Stack<XmlElementDraft> open, ObjectDraft root)
    {
        var element = open.Pop();
        if (open.TryPeek(out var parent))
        {
            parent.Add(element);
        }
        else
        {
            root.Put(element.Name, element.Value());
        }
    }

    // Without the root's name its content is the item; where that is a text, it needs a name.
    private static ObjectDraft Top(ObjectDraft root, XmlReadParameters own)
    {
        var content = root.Find(root.Names.First());
        if (own.HasRoot)
        {
            return root;
        }

        if (content.Object is { } inner)
        {
            return inner;
        }

        var draft = new ObjectDraft();
        draft.Put(own.TextAs, content);
        return draft;
    }
}
