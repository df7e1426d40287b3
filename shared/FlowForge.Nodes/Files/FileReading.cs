using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Items;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.Files;

/// <summary>Reads the file of one item. Gives why it cannot be read, or null.</summary>
/// <typeparam name="T">The kind's parameters.</typeparam>
internal delegate ValueTask<Failure?> FileReader<in T>(INodeContext context, Item item, T parameters, FileRows rows, CancellationToken cancellation);

/// <summary>Reads the file of each input item, one after the other. Rows that came before a file's failure stay, where the node goes on.</summary>
internal static class FileReading
{
    /// <summary>Runs one attempt.</summary>
    public static async ValueTask<NodeResult> RunAsync<T>(
        INodeContext context, TypedParameters<T> parameters, FileReader<T> read, CancellationToken cancellation)
        where T : class
    {
        var input = context.FirstInput;
        using var output = new WrittenItems(context, context.OutputPorts[0]);
        var rows = new FileRows(output);
        for (var offset = 0; offset < input.Count;)
        {
            var items = await input.ReadAsync(offset, Limits.PageItems, cancellation).ConfigureAwait(false);
            var page = await parameters.PageAsync(context, offset, items.Count, cancellation).ConfigureAwait(false);
            for (var at = 0; at < items.Count; at++)
            {
                rows.BeginFile(offset + at);
                var own = page[at];
                var failure = own.IsFailure
                    ? own.Failure
                    : await read(context, items[at], own.Value, rows, cancellation).ConfigureAwait(false) ?? rows.Failure;
                if (failure is not null && await FailAsync(context, output, offset + at, failure).ConfigureAwait(false))
                {
                    return NodeResult.Done;
                }
            }

            offset += items.Count;
        }

        await output.FlushAsync().ConfigureAwait(false);
        return NodeResult.Done;
    }

    private static async ValueTask<bool> FailAsync(INodeContext context, WrittenItems output, int index, Failure failure)
    {
        // What was read before stands before the failed item.
        await output.FlushAsync().ConfigureAwait(false);
        return context.FailItem(index, failure);
    }
}
