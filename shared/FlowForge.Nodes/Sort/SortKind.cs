using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Items;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.Sort;

/// <summary>Puts the items in order.</summary>
internal sealed class SortKind : INodeKind
{
    private readonly TypedParameters<SortParameters> parameters = new((_, resolved) => SortParameters.Read(resolved));

    /// <inheritdoc/>
    public KindDescription Description => SortDescription.Value;

    /// <inheritdoc/>
    public async ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation)
    {
        var read = await parameters.OnceAsync(context, cancellation).ConfigureAwait(false);
        if (read.IsFailure)
        {
            return new NodeResult.Failed(read.Failure);
        }

        var input = context.FirstInput;
        var order = read.Value.IsRandom
            ? Shuffle.Of(input.Count, read.Value.Seed ?? $"{context.Run.RunId}/{context.Node.Id}/{context.Iteration.Path}")
            : await SortedOrder.OfAsync(input, read.Value, cancellation).ConfigureAwait(false);
        if (order.IsFailure)
        {
            return new NodeResult.Failed(order.Failure);
        }

        var items = new KeptItems(input, Limits.SortBytes);
        foreach (var index in order.Value)
        {
            cancellation.ThrowIfCancellationRequested();
            await context.WriteAsync("out", await items.AtAsync(index, cancellation).ConfigureAwait(false), Origin.First(index)).ConfigureAwait(false);
        }

        return NodeResult.Done;
    }
}
