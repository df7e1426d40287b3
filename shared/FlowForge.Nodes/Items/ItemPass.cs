using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.Items;

/// <summary>Goes through a node's first input page by page, with the parameters of each item.</summary>
internal static class ItemPass
{
    /// <summary>Runs one attempt.</summary>
    /// <typeparam name="T">The kind's parameters.</typeparam>
    /// <param name="context">The node.</param>
    /// <param name="parameters">Reads the parameters, for each item.</param>
    /// <param name="write">Writes what becomes of an item, given its place in the input; true when the kind may return.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async ValueTask<NodeResult> RunAsync<T>(
        INodeContext context, TypedParameters<T> parameters, Func<INodeContext, WrittenItems, Item, Outcome<T>, int, ValueTask<bool>> write,
        CancellationToken cancellation)
        where T : class
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
                if (await write(context, output, items[at], page[at], offset + at).ConfigureAwait(false))
                {
                    return NodeResult.Done;
                }
            }

            offset += items.Count;
        }

        await output.FlushAsync().ConfigureAwait(false);
        return NodeResult.Done;
    }
}
