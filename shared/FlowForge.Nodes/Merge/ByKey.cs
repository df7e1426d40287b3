using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Items;
using FlowForge.Nodes.Json;

namespace FlowForge.Nodes.Merge;

/// <summary>
/// Items with equal keys. One input is indexed by hash, the other is read once: the first, in whose order items come out,
/// but for a right join, where it is the second.
/// </summary>
internal sealed class ByKey
{
    private readonly MergeParameters parameters;
    private readonly CombinedItems output;
    private readonly Side walked;
    private readonly Side indexed;
    private readonly KeptItems partners;
    private readonly bool[] matched;

    private ByKey(INodeContext context, MergeParameters parameters, CombinedItems output)
    {
        var left = new Side(0, context.Input(context.InputPorts[0]), [.. parameters.Keys.Select(key => key.Left)]);
        var right = new Side(1, context.Input(context.InputPorts[1]), [.. parameters.Keys.Select(key => key.Right)]);
        (walked, indexed) = parameters.Join == JoinKind.Right ? (right, left) : (left, right);
        this.parameters = parameters;
        this.output = output;
        partners = new(indexed.List);
        matched = new bool[indexed.List.Count];
    }

    /// <summary>Runs it; a failure or null.</summary>
    public static async ValueTask<Failure?> RunAsync(INodeContext context, MergeParameters parameters, CancellationToken cancellation)
    {
        if (context.InputPorts.Count != 2)
        {
            return TwoInputs.Wanted;
        }

        using var output = new CombinedItems(context, parameters);
        return await new ByKey(context, parameters, output).RunAsync(cancellation).ConfigureAwait(false);
    }

    private async ValueTask<Failure?> RunAsync(CancellationToken cancellation)
    {
        var index = await KeyIndex.OfAsync(indexed.List, indexed.Paths, parameters.IsLoose, cancellation).ConfigureAwait(false);
        for (var offset = 0; offset < walked.List.Count;)
        {
            var items = await walked.List.ReadAsync(offset, Limits.PageItems, cancellation).ConfigureAwait(false);
            foreach (var item in items)
            {
                cancellation.ThrowIfCancellationRequested();
                var first = index.First(ItemKey.Of(item.Json, walked.Paths, parameters.IsLoose));
                if (!await MatchAsync(item, new(walked.Port, offset++), first, index, cancellation).ConfigureAwait(false))
                {
                    return CombinedItems.TooMany;
                }
            }
        }

        if (parameters.Join == JoinKind.Outer)
        {
            await RestAsync(cancellation).ConfigureAwait(false);
        }

        await output.EndAsync().ConfigureAwait(false);
        return null;
    }

    private async ValueTask<bool> MatchAsync(Item item, Origin origin, int first, KeyIndex index, CancellationToken cancellation)
    {
        if (first < 0)
        {
            if (parameters.Join != JoinKind.Inner)
            {
                await output.AloneAsync(item, origin).ConfigureAwait(false);
            }

            return true;
        }

        for (var at = first; at >= 0 && parameters.Join != JoinKind.Anti; at = index.Next(at))
        {
            matched[at] = true;
            if (parameters.FirstMatchOnly && at != first)
            {
                continue;
            }

            var partner = await partners.AtAsync(at, cancellation).ConfigureAwait(false);
            var isSwapped = walked.Port == 1;
            if (!await output.TogetherAsync(
                isSwapped ? [partner, item] : [item, partner],
                isSwapped ? [new(0, at), origin] : [origin, new(1, at)]).ConfigureAwait(false))
            {
                return false;
            }
        }

        return true;
    }

    private async ValueTask RestAsync(CancellationToken cancellation)
    {
        for (var at = 0; at < matched.Length; at++)
        {
            if (!matched[at])
            {
                await output.AloneAsync(await partners.AtAsync(at, cancellation).ConfigureAwait(false), new(indexed.Port, at)).ConfigureAwait(false);
            }
        }
    }

    private sealed record Side(int Port, ItemList List, IReadOnlyList<FieldPath> Paths);
}
