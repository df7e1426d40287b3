using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Items;
using FlowForge.Nodes.Parameters;

namespace FlowForge.ServerNodes.Ai;

/// <summary>Asks for several items at a time and puts out what comes of them in the order of the items. An item that fails follows the node's <c>onError</c>.</summary>
/// <typeparam name="TParameters">The kind's parameters.</typeparam>
/// <typeparam name="TResult">What becomes of an item.</typeparam>
/// <param name="parameters">Reads the parameters, for each item.</param>
/// <param name="ask">What becomes of an item, or what is wrong with it; called from several items at a time.</param>
/// <param name="write">Puts it out; called for one item after the other. A failure is the item's.</param>
internal sealed class ItemsAtOnce<TParameters, TResult>(
    TypedParameters<TParameters> parameters,
    Func<NodeItem, TParameters, CancellationToken, ValueTask<Outcome<TResult>>> ask,
    Func<NodeItem, TResult, ValueTask<Failure?>> write)
    where TParameters : class
{
    /// <summary>Runs one attempt.</summary>
    public async ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var underWay = new Queue<(NodeItem Item, Task<Outcome<TResult>> Asked)>();
        try
        {
            await StartAllAsync(context, underWay, stop.Token).ConfigureAwait(false);
            return NodeResult.Done;
        }
        finally
        {
            // Ends what is still under way when an item failed for good or the run is cancelled, so that nothing is asked and paid behind the node's end.
            await stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(underWay.Select(static one => (Task)one.Asked)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async ValueTask StartAllAsync(INodeContext context, Queue<(NodeItem Item, Task<Outcome<TResult>> Asked)> underWay, CancellationToken cancellation)
    {
        var (input, atOnce) = (context.FirstInput, AtOnce.Of(context.Node));
        for (var offset = 0; offset < input.Count;)
        {
            var items = await input.ReadAsync(offset, Limits.PageItems, cancellation).ConfigureAwait(false);
            var page = await parameters.PageAsync(context, offset, items.Count, cancellation).ConfigureAwait(false);
            for (var at = 0; at < items.Count; at++)
            {
                if (await DrainAsync(underWay, atOnce - 1).ConfigureAwait(false))
                {
                    return;
                }

                cancellation.ThrowIfCancellationRequested();
                var (item, own) = (new NodeItem(context, items[at], offset + at), page[at]);
                underWay.Enqueue((item, own.IsFailure ? Task.FromResult<Outcome<TResult>>(own.Failure) : ask(item, own.Value, cancellation).AsTask()));
            }

            offset += items.Count;
        }

        await DrainAsync(underWay, 0).ConfigureAwait(false);
    }

    /// <summary>Puts out the oldest results until at most <paramref name="left"/> items are under way; true when the rest is of no use.</summary>
    private async ValueTask<bool> DrainAsync(Queue<(NodeItem Item, Task<Outcome<TResult>> Asked)> underWay, int left)
    {
        while (underWay.Count > left)
        {
            var (item, asked) = underWay.Peek();
            var result = await asked.ConfigureAwait(false);
            underWay.Dequeue();
            var failure = result.IsFailure ? result.Failure : await write(item, result.Value).ConfigureAwait(false);
            if (failure is not null && item.Context.FailItem(item.Index, failure))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>How many items are asked for at a time: the parameter <c>concurrency</c>.</summary>
internal static class AtOnce
{
    /// <summary>The parameter as a part of a JSON Schema's properties.</summary>
    public static readonly string Properties = $$"""
        "concurrency": { "title": "Items at a time", "description": "How many items the model is asked for at once; what comes out keeps their order.", "type": "integer", "x-literal": true, "minimum": 1, "maximum": {{Limits.AiAtOnceMost}}, "default": {{Limits.AiAtOnce}} }
        """;

    /// <summary>What a node says.</summary>
    public static int Of(Node node) => new ParameterReader(node.Parameters).Whole("concurrency", Limits.AiAtOnce, 1, Limits.AiAtOnceMost);

    /// <summary>Puts items out by the first port.</summary>
    public static async ValueTask<Failure?> WriteAsync(NodeItem item, Made[] made)
    {
        foreach (var one in made)
        {
            if (Nodes.Json.JsonValues.TryOf(one.Json) is not { } json)
            {
                return Failure.Of(FailureCodes.Limit, $"The item is nested deeper than {Limits.Depth} levels.");
            }

            await item.Context.WriteAsync(item.Context.OutputPorts[0], new Item(json, one.Binary), Origin.First(item.Index)).ConfigureAwait(false);
        }

        return null;
    }
}
