using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Items;

namespace FlowForge.Nodes.Merge;

/// <summary>Each item of the first input with each of the second.</summary>
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

        var (lefts, rights) = (new KeptItems(left, bytes: 0), new KeptItems(right));
        using var output = new CombinedItems(context, parameters);
        for (var i = 0; i < left.Count; i++)
        {
            var one = await lefts.AtAsync(i, cancellation).ConfigureAwait(false);
            for (var j = 0; j < right.Count; j++)
            {
                cancellation.ThrowIfCancellationRequested();
                var other = await rights.AtAsync(j, cancellation).ConfigureAwait(false);
                await output.TogetherAsync([one, other], [new(0, i), new(1, j)]).ConfigureAwait(false);
            }
        }

        await output.EndAsync().ConfigureAwait(false);
        return null;
    }
}
