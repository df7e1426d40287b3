using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Nodes.Items;
using FlowForge.Nodes.Json;

namespace FlowForge.Nodes.Sort;

/// <summary>The order of items by their fields. It holds what items are sorted by, never the items.</summary>
internal static class SortedOrder
{
    /// <summary>Indices of the items in their new order. Failure: <c>node.parameter</c> for a field that no item has.</summary>
    public static async ValueTask<Outcome<int[]>> OfAsync(ItemList list, SortParameters parameters, CancellationToken cancellation)
    {
        var fields = parameters.Fields;
        var keys = new ValueKey[list.Count * fields.Count];
        var found = new bool[fields.Count];
        await foreach (var (item, index) in Walk.Of(list, cancellation).ConfigureAwait(false))
        {
            for (var field = 0; field < fields.Count; field++)
            {
                var value = fields[field].Path.Find(item.Json);
                found[field] |= value.ValueKind != System.Text.Json.JsonValueKind.Undefined;
                keys[(index * fields.Count) + field] = ValueKey.Of(value, parameters.IgnoresCase);
            }
        }

        if (list.Count > 0 && Array.IndexOf(found, false) is >= 0 and var missing)
        {
            return Failure.Of(FailureCodes.Parameter, $"The parameter \"fields[{missing}].field\": no item has a field \"{fields[missing].Path.Text}\".");
        }

        int[] order = [.. Enumerable.Range(0, list.Count)];
        Array.Sort(order, (one, other) => Compare(keys.AsSpan(one * fields.Count, fields.Count), keys.AsSpan(other * fields.Count, fields.Count), fields) is var by && by != 0
            ? by : one.CompareTo(other));
        return order;
    }

    private static int Compare(ReadOnlySpan<ValueKey> one, ReadOnlySpan<ValueKey> other, IReadOnlyList<SortField> fields)
    {
        for (var field = 0; field < fields.Count; field++)
        {
            var by = one[field].CompareTo(other[field]);
            if (by != 0)
            {
                return fields[field].IsDescending ? -by : by;
            }
        }

        return 0;
    }
}
