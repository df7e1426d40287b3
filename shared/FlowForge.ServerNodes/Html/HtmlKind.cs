using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Files;
using FlowForge.Nodes.Items;
using FlowForge.Nodes.Json;
using FlowForge.Nodes.Parameters;
using FlowForge.ServerNodes.Items;

namespace FlowForge.ServerNodes.Html;

/// <summary>
/// Takes values out of HTML by selectors, makes HTML of a template, or a table of items. Failures: <c>node.parameter</c>, <c>binary.*</c>,
/// <c>file.tooLarge</c>, <c>limit.item</c>.
/// </summary>
internal sealed class HtmlKind : INodeKind
{
    private readonly EachItemInTurn<ExtractParameters> extract = new(new(ExtractParameters.Read), ExtractAsync);
    private readonly EachItemInTurn<TemplateParameters> template = new(new(TemplateParameters.Read), TemplateAsync);
    private readonly TypedParameters<TableParameters> table = new(TableParameters.Read);

    /// <inheritdoc/>
    public KindDescription Description => HtmlDescription.Value;

    /// <inheritdoc/>
    public ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation)
    {
        var operation = DrawnParameter.Choice(context.Node, "operation", "extract", "template", "table");
        return operation.IsFailure ? new(new NodeResult.Failed(operation.Failure)) : operation.Value switch
        {
            "template" => template.RunAsync(context, cancellation),
            "table" => TableAsync(context, cancellation),
            _ => extract.RunAsync(context, cancellation),
        };
    }

    private static async ValueTask<Outcome<Made[]>> ExtractAsync(NodeItem item, ExtractParameters own, CancellationToken cancellation)
    {
        var texts = await TextsAsync(item, own, cancellation).ConfigureAwait(false);
        if (texts.IsFailure)
        {
            return texts.Failure;
        }

        var made = new List<Made>();
        foreach (var text in texts.Value)
        {
            var read = HtmlText.Read(text, cancellation);
            if (read.IsFailure)
            {
                return read.Failure;
            }

            using var page = read.Value;
            var draft = new ObjectDraft();
            foreach (var value in own.Values)
            {
                var taken = Extraction.Of(page.Document, value, cancellation);
                if (taken.IsFailure)
                {
                    return taken.Failure;
                }

                draft.Put(value.Name, taken.Value);
            }

            made.Add(new(draft, item.Item.Binary));
        }

        return made.ToArray();
    }

    private static async ValueTask<Outcome<string[]>> TextsAsync(NodeItem item, ExtractParameters own, CancellationToken cancellation)
    {
        if (own.Field is null)
        {
            var opened = await own.Source.OpenUtf8Async(item.Context, item.Item, cancellation).ConfigureAwait(false);
            if (opened.IsFailure)
            {
                return opened.Failure;
            }

            await using var content = opened.Value;
            var bytes = await BoundedBytes.ReadAsync(content, cancellation).ConfigureAwait(false);
            return bytes.IsFailure ? bytes.Failure : new[] { System.Text.Encoding.UTF8.GetString(bytes.Value.Span) };
        }

        var value = own.Field.Find(item.Item.Json);
        return value.ValueKind == JsonValueKind.String ? new[] { value.GetString()! }
            : value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(one => one.ValueKind == JsonValueKind.String)
                ? value.EnumerateArray().Select(one => one.GetString()!).ToArray()
            : Failure.Of(FailureCodes.Parameter, $"The field \"{own.Field.Text}\" of the item holds no text and no list of texts.");
    }

    private static ValueTask<Outcome<Made[]>> TemplateAsync(NodeItem item, TemplateParameters own, CancellationToken cancellation)
    {
        var draft = Values.Beside(item.Item, own.As, JsonValues.Text(own.Template), keeps: false);
        return new(draft.IsFailure ? draft.Failure : new Made(draft.Value, item.Item.Binary).Alone());
    }

    private async ValueTask<NodeResult> TableAsync(INodeContext context, CancellationToken cancellation)
    {
        var input = context.FirstInput;
        if (input.Count == 0)
        {
            return NodeResult.Done;
        }

        var own = await table.OnceAsync(context, cancellation).ConfigureAwait(false);
        var written = own.IsFailure ? own.Failure : await HtmlTable.WriteAsync(input, own.Value, cancellation).ConfigureAwait(false);
        var draft = written.IsFailure ? written.Failure : Values.Beside(default, own.Value!.As, JsonValues.Text(written.Value), keeps: false);
        if (draft.IsFailure)
        {
            return new NodeResult.Failed(draft.Failure);
        }

        var origins = Enumerable.Range(0, input.Count).Select(Origin.First).ToArray();
        await context.WriteAsync(context.OutputPorts[0], new Item(JsonValues.TryOf(draft.Value)!.Value), origins).ConfigureAwait(false);
        return NodeResult.Done;
    }
}
