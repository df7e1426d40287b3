using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Css.Dom;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Nodes.Json;

namespace FlowForge.ServerNodes.Html;

/// <summary>Takes values out of a document.</summary>
internal static partial class Extraction
{
    /// <summary>
    /// The value that an item gets; <c>item.tooLarge</c> for more than an item can hold, which nested elements reach soon, since each has the text of those inside.
    /// </summary>
    public static Outcome<DraftValue> Of(IHtmlDocument document, ExtractedValue value, CancellationToken cancellation)
    {
        var found = document.All.Where(element =>
        {
            cancellation.ThrowIfCancellationRequested();
            return value.Selector.Match(element, document.DocumentElement);
        });
        if (!value.All && (value.Take != Taken.Text || value.First))
        {
            var element = found.FirstOrDefault();
            return element is null && value.Take == Taken.Text ? Text(value, "") : Single(value, element);
        }

        var list = new ArrayDraft();
        var texts = new StringBuilder();
        var length = 0L;
        foreach (var element in found)
        {
            var text = value.Take == Taken.Text ? TextOf(element, value.Skip) : null;
            length += text?.Length ?? (value.Take == Taken.Html ? element.InnerHtml.Length : 0);
            if (length > Limits.ItemBytes)
            {
                return Failure.Of(FailureCodes.ItemTooLarge, $"'{value.Name}' has more than {Limits.ItemBytes} characters, which no item can hold.");
            }

            if (value.All)
            {
                list.Add(text is null ? Single(value, element) : Text(value, text));
            }
            else
            {
                texts.Append(text);
            }
        }

        return value.All ? new DraftValue(default, null, list) : Text(value, texts.ToString());
    }

    private static DraftValue Single(ExtractedValue value, IElement? element) => element is null ? default : value.Take switch
    {
        Taken.Text => Text(value, TextOf(element, value.Skip)),
        Taken.Html => Trimmed(value, element.InnerHtml),
        Taken.Attribute => Trimmed(value, element.GetAttribute(value.Attribute)),
        _ => ValueOf(value, element),
    };

    private static DraftValue ValueOf(ExtractedValue value, IElement element)
    {
        if (element is not IHtmlSelectElement { IsMultiple: true } select)
        {
            return Trimmed(value, element switch
            {
                IHtmlSelectElement one => one.Value,
                IHtmlTextAreaElement area => area.Value,
                IHtmlInputElement { Type: "checkbox" or "radio" } box => box.GetAttribute("value") ?? "on",
                IHtmlInputElement input => input.GetAttribute("value"),
                IHtmlOptionElement option => option.Value,
                _ => element.GetAttribute("value"),
            });
        }

        var list = new ArrayDraft();
        foreach (var chosen in select.Options.Where(option => option.IsSelected))
        {
            list.Add(Trimmed(value, chosen.Value));
        }

        return new(default, null, list);
    }

    private static DraftValue Text(ExtractedValue value, string text) => Trimmed(value, value.Cleans ? WhiteSpace().Replace(text, " ").Trim() : text);

    private static DraftValue Trimmed(ExtractedValue value, string? text) => text is null ? default : new(JsonValues.Text(value.Trims ? text.Trim() : text));

    /// <summary>All text below an element, but for what stands in elements that are skipped.</summary>
    private static string TextOf(IElement root, ISelector? skip)
    {
        if (skip is null)
        {
            return root.TextContent;
        }

        var text = new StringBuilder();
        var open = new Stack<INode>([root]);
        while (open.TryPop(out var node))
        {
            if (node is IText letters)
            {
                text.Append(letters.Data);
            }
            else if (node == root || node is not IElement element || !skip.Match(element, root))
            {
                for (var child = node.LastChild; child is not null; child = child.PreviousSibling)
                {
                    open.Push(child);
                }
            }
        }

        return text.ToString();
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
