using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Items;

namespace FlowForge.Nodes.Merge;

/// <summary>Each item of the first input with each of the second; the other way round where the first one's values win.</summary>
internal static class AllPairs
{
    /// <summary>Runs it; a failure or null.</summary>
    public static async ValueTask<Failure?> RunAsync(INodeContext context, MergeParameters parameters, CancellationToken cancellation)
    {
        if (context.InputPorts.Count != 2)
        {
            return TwoInputs.Wanted;
        }

        var (left, right) = (context.Input(context.InputPorts[0]), context.Input(context.InputPorts[1]));
        if ((long)left.Count * right.Count > Limits.MergeItems)
        {
            return CombinedItems.TooMany;
        }

        var isSwapped = parameters.Clash == Clash.First;
        var (outer, inner) = isSwapped ? (right, left) : (left, right);
        var (ones, others) = (new KeptItems(outer, bytes: 0), new KeptItems(inner));
        using var output = new CombinedItems(context, parameters);
        for (var i = 0; i < outer.Count; i++)
        {
            var one = await ones.AtAsync(i, cancellation).ConfigureAwait(false);
            for (var j = 0; j < inner.Count; j++)
            {
                cancellation.ThrowIfCancellationRequested();
                var other = await others.AtAsync(j, cancellation).ConfigureAwait(false);
                Item[] items = isSwapped ? [other, one] : [one, other];
                Origin[] origins = isSwapped ? [new(0, j), new(1, i)] : [new(0, i), new(1, j)];
                await output.TogetherAsync(items, origins).ConfigureAwait(false);
            }
        }

        await output.EndAsync().ConfigureAwait(false);
        return null;
    }
}
