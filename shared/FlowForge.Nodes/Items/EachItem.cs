using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Json;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.Items;

/// <summary>Makes one item of each item, which keeps its binaries. An item that fails follows the node's <c>onError</c>.</summary>
/// <typeparam name="T">The kind's parameters.</typeparam>
/// <param name="parameters">Reads them, for each item.</param>
/// <param name="make">The new item's JSON, or what is wrong with this one.</param>
internal sealed class EachItem<T>(TypedParameters<T> parameters, Func<INodeContext, Item, T, Outcome<ObjectDraft>> make)
    where T : class
{
    /// <summary>Runs one attempt.</summary>
    public async ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation)
    {
        var input = context.FirstInput;
        using var output = new WrittenItems(context, "out");
        for (var offset = 0; offset < input.Count;)
        {
            var items = await input.ReadAsync(offset, Limits.PageItems, cancellation).ConfigureAwait(false);
            var page = await parameters.PageAsync(context, offset, items.Count, cancellation).ConfigureAwait(false);
            for (var at = 0; at < items.Count; at++)
            {
                cancellation.ThrowIfCancellationRequested();
                if (await WriteAsync(context, output, items[at], page[at], offset + at).ConfigureAwait(false))
                {
                    return NodeResult.Done;
                }
            }

            offset += items.Count;
        }

        await output.FlushAsync().ConfigureAwait(false);
        return NodeResult.Done;
    }

    private ValueTask<bool> WriteAsync(INodeContext context, WrittenItems output, Item item, Outcome<T> read, int index)
    {
        var made = read.IsFailure ? read.Failure : make(context, item, read.Value);
        if (made.IsFailure)
        {
            return new(context.FailItem(index, made.Failure));
        }

        output.Page.Begin();
        made.Value.WriteTo(output.Page.Writer());
        return output.EndAsync(item.Binary, Origin.First(index));
    }
}
