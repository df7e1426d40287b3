using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Items;
using FlowForge.Nodes.Json;

namespace FlowForge.Nodes.Compare;

/// <summary>One comparison of two lists: the second is indexed by hash, the first is read once.</summary>
internal sealed class CompareRun(INodeContext context, CompareParameters parameters) : IDisposable
{
    private readonly ItemList left = context.Input("a");
    private readonly ItemList right = context.Input("b");
    private readonly WrittenItems different = new(context, "different");
    private readonly KeptItems partners = new(context.Input("b"), Limits.SortBytes);
    private readonly bool[] matched = new bool[context.Input("b").Count];
    private int compared;

    /// <summary>Runs it; a failure or null.</summary>
    public async ValueTask<Failure?> RunAsync(CancellationToken cancellation)
    {
        var missing = await MissingAsync("a", left, parameters.KeysOfA, cancellation).ConfigureAwait(false)
            ?? await MissingAsync("b", right, parameters.KeysOfB, cancellation).ConfigureAwait(false);
        if (missing is not null)
        {
            return missing;
        }

        var index = await KeyIndex.OfAsync(right, parameters.KeysOfB, parameters.IsLoose, cancellation).ConfigureAwait(false);
        await foreach (var (item, at) in Walk.Of(left, cancellation).ConfigureAwait(false))
        {
            var first = index.First(ItemKey.Of(item.Json, parameters.KeysOfA, parameters.IsLoose));
            if (first < 0)
            {
                await context.WriteAsync("aOnly", item, Origin.First(at)).ConfigureAwait(false);
            }

            for (var other = first; other >= 0; other = parameters.HasAllMatches ? index.Next(other) : -1)
            {
                matched[other] = true;
                if (++compared > Limits.MergeItems)
                {
                    return Failure.Of(FailureCodes.Limit, $"A node may compare {Limits.MergeItems} pairs of items at most.");
                }

                await PairAsync(item, at, other, cancellation).ConfigureAwait(false);
            }
        }

        await different.FlushAsync().ConfigureAwait(false);
        await RestAsync(cancellation).ConfigureAwait(false);
        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => different.Dispose();

    private async ValueTask PairAsync(Item item, int at, int other, CancellationToken cancellation)
    {
        var partner = await partners.AtAsync(other, cancellation).ConfigureAwait(false);
        var comparison = new Comparison(item.Json, partner.Json, parameters, context.Run.Manner == Manner.N8n);
        Origin[] origins = [new(0, at), new(1, other)];
        if (comparison.IsSame)
        {
            await context.WriteAsync("same", item, origins).ConfigureAwait(false);
            return;
        }

        different.Page.Begin();
        comparison.Difference().WriteTo(different.Page.Writer());
        await different.EndAsync(parameters.Output == DifferentOutput.B ? partner.Binary : item.Binary, origins).ConfigureAwait(false);
    }

    private async ValueTask RestAsync(CancellationToken cancellation)
    {
        await foreach (var (item, at) in Walk.Of(right, cancellation).ConfigureAwait(false))
        {
            if (!matched[at])
            {
                await context.WriteAsync("bOnly", item, new Origin(1, at)).ConfigureAwait(false);
            }
        }
    }

    // A misspelt name would quietly make all items differ.
    private static async ValueTask<Failure?> MissingAsync(string port, ItemList list, IReadOnlyList<FieldPath> paths, CancellationToken cancellation)
    {
        HashSet<FieldPath> open = [.. paths];
        await foreach (var (item, _) in Walk.Of(list, cancellation).ConfigureAwait(false))
        {
            open.RemoveWhere(path => path.Find(item.Json).ValueKind != System.Text.Json.JsonValueKind.Undefined);
            if (open.Count == 0)
            {
                return null;
            }
        }

        return list.Count == 0 ? null
            : Failure.Of(FailureCodes.Parameter, $"The parameter \"on\": no item of \"{port}\" has a field \"{open.First().Text}\".");
    }
}
