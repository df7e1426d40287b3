using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Items;
using FlowForge.Nodes.Json;
using FlowForge.Nodes.Parameters;
using FlowForge.ServerNodes.Html;
using FlowForge.ServerNodes.Items;

namespace FlowForge.ServerNodes.Markdown;

/// <summary>Makes HTML of Markdown, or Markdown of HTML. Failures: <c>node.parameter</c>, <c>file.tooLarge</c>, <c>limit.item</c>.</summary>
internal sealed class MarkdownKind : INodeKind
{
    private readonly EachItemInTurn<ToHtmlParameters> toHtml = new(new(ToHtmlParameters.Read), ToHtmlAsync);
    private readonly EachItemInTurn<ToMarkdownParameters> toMarkdown = new(new(ToMarkdownParameters.Read), ToMarkdownAsync);

    /// <inheritdoc/>
    public KindDescription Description => MarkdownDescription.Value;

    /// <inheritdoc/>
    public ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation)
    {
        var operation = DrawnParameter.Choice(context.Node, "operation", "toHtml", "toMarkdown");
        return operation.IsFailure ? new(new NodeResult.Failed(operation.Failure)) : operation.Value switch
        {
            "toMarkdown" => toMarkdown.RunAsync(context, cancellation),
            _ => toHtml.RunAsync(context, cancellation),
        };
    }

    private static ValueTask<Outcome<Made[]>> ToHtmlAsync(NodeItem item, ToHtmlParameters own, CancellationToken cancellation) =>
        new(Put(item, own.As, HtmlOfMarkdown.Write(own.Text, own.Options)));

    private static ValueTask<Outcome<Made[]>> ToMarkdownAsync(NodeItem item, ToMarkdownParameters own, CancellationToken cancellation)
    {
        var read = HtmlText.Read(own.Html, cancellation);
        if (read.IsFailure)
        {
            return new(read.Failure);
        }

        using var page = read.Value;
        return new(Put(item, own.As, MarkdownOfHtml.Write(page.Document, own.Style)));
    }

    private static Outcome<Made[]> Put(NodeItem item, FieldPath path, Outcome<string> text)
    {
        if (text.IsFailure)
        {
            return text.Failure;
        }

        if (text.Value.Length > Limits.ItemBytes)
        {
            return Failure.Of(FailureCodes.ItemTooLarge, $"The text has more than {Limits.ItemBytes} characters, which no item can hold.");
        }

        var draft = Values.Beside(item.Item, path, JsonValues.Text(text.Value));
        return draft.IsFailure ? draft.Failure : new Made(draft.Value, item.Item.Binary).Alone();
    }
}
