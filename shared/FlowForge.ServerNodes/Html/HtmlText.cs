using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Nodes.Files;

namespace FlowForge.ServerNodes.Html;

/// <summary>HTML that was read.</summary>
/// <param name="Document">Its tree.</param>
internal sealed record HtmlPage(IHtmlDocument Document) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Document.Dispose();
}

/// <summary>Reads HTML as browsers do; scripts and links in it are text. Bounded in elements and in depth, so that no walk of the tree runs away.</summary>
internal static class HtmlText
{
    private const int LookAfter = 128;

    /// <summary>The document; <c>file.tooLarge</c>.</summary>
    public static Outcome<HtmlPage> Read(string text, CancellationToken cancellation)
    {
        var watch = new Watch(cancellation);
        try
        {
            var page = new HtmlPage(new HtmlParser(new() { OnCreated = (element, _) => watch.Look(element) }).ParseDocument(text));
            if (DepthOf(page.Document) <= Limits.HtmlDepth)
            {
                return page;
            }

            page.Dispose();
            return TooDeep();
        }
        catch (TooLargeException past)
        {
            return past.Reason;
        }
    }

    /// <summary>The depth of what is below a node; without recursion, for the tree may be of any depth yet.</summary>
    private static int DepthOf(INode root)
    {
        var (deepest, depth) = (0, 0);
        for (var at = root; ;)
        {
            if (at.FirstChild is { } child)
            {
                (at, depth) = (child, depth + 1);
                deepest = Math.Max(deepest, depth);
                continue;
            }

            while (at.NextSibling is null)
            {
                if (at == root || at.Parent is not { } parent || parent == root)
                {
                    return deepest;
                }

                (at, depth) = (parent, depth - 1);
            }

            at = at.NextSibling;
        }
    }

    private static Failure TooDeep() => FileFailures.Past($"The HTML is nested deeper than {Limits.HtmlDepth} levels.");

    /// <summary>Ends reading when a document grows too large. The parser's work an element grows with the depth, so that is looked at on the way.</summary>
    private sealed class Watch(CancellationToken cancellation)
    {
        private int count;
        private INode? last;

        public void Look(IElement element)
        {
            if (++count > Limits.HtmlElements)
            {
                throw new TooLargeException(FileFailures.Past($"The HTML has more than {Limits.HtmlElements} elements."));
            }

            if (count % LookAfter == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                var depth = 0;
                for (var at = last; at is not null; at = at.Parent)
                {
                    depth++;
                }

                if (depth > Limits.HtmlDepth + LookAfter)
                {
                    throw new TooLargeException(TooDeep());
                }
            }

            last = element;
        }
    }

    private sealed class TooLargeException(Failure reason) : Exception
    {
        public Failure Reason => reason;
    }
}
