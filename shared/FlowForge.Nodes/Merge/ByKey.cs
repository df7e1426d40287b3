using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Items;
using FlowForge.Nodes.Json;

namespace FlowForge.Nodes.Merge;

/// <summary>
/// Items with equal keys. One input is indexed by hash, the other is read once: the first, in whose order items come out,
/// but where only the second one's items come out it is the second. Matches come first, then the rest.
/// </summary>
internal sealed class ByKey
{
    private readonly MergeParameters parameters;
    private readonly CombinedItems output;
    private readonly Side walked;
    private readonly Side indexed;
    private readonly KeptItems partners;
    private readonly bool[] matched;
    private readonly List<int> alone = [];

    private ByKey(INodeContext context, MergeParameters parameters, CombinedItems output)
    {
        var left = new Side(0, context.Input(context.InputPorts[0]), [.. parameters.Keys.Select(key => key.Left)]);
        var right = new Side(1, context.Input(context.InputPorts[1]), [.. parameters.Keys.Select(key => key.Right)]);
        (walked, indexed) = IsOfOne(parameters) && parameters.From == Source.In2 ? (right, left) : (left, right);
        this.parameters = parameters;
        this.output = output;
        partners = new(indexed.List);
        matched = new bool[indexed.List.Count];
    }

    /// <summary>Joins whose items are not all merged: then whose they are is asked.</summary>
    private static bool IsOfOne(MergeParameters parameters) => parameters.Join is JoinKind.Inner or JoinKind.Anti;

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

        await AloneAsync(cancellation).ConfigureAwait(false);
        if (parameters is { Join: JoinKind.Outer or JoinKind.Right } or { Join: JoinKind.Anti, From: Source.Both })
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
            Remember(origin.Index);
            return true;
        }

        if (parameters is { Join: JoinKind.Inner, From: not Source.Both })
        {
            await output.AloneAsync(item, origin).ConfigureAwait(false);
            return true;
        }

        for (var at = first; at >= 0; at = index.Next(at))
        {
            if (parameters.Join != JoinKind.Anti && parameters.FirstMatchOnly && at != first)
            {
                break;
            }

            matched[at] = true;
            if (parameters.Join == JoinKind.Anti)
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

    private void Remember(int index)
    {
        if (parameters.Join is not (JoinKind.Inner or JoinKind.Right))
        {
            alone.Add(index);
        }
    }

    /// <summary>Those of the input that was walked which found no partner.</summary>
    private async ValueTask AloneAsync(CancellationToken cancellation)
    {
        var items = new KeptItems(walked.List, bytes: 0);
        foreach (var at in alone)
        {
            await output.AloneAsync(await items.AtAsync(at, cancellation).ConfigureAwait(false), new(walked.Port, at)).ConfigureAwait(false);
        }
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
