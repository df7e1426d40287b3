using System.Runtime.InteropServices;

namespace FlowForge.Core.Model;

/// <summary>A list of parts one behind the other. Finding a place costs the logarithm of the parts: a loop's output has one for each iteration.</summary>
internal abstract class PartedItems : ItemList
{
    private readonly int[] _ends;

    /// <summary>A list of <paramref name="parts"/> parts.</summary>
    protected PartedItems(int parts, Func<int, int> count)
    {
        _ends = new int[parts];
        for (var part = 0; part < parts; part++)
        {
            _ends[part] = Count += count(part);
        }
    }

    public override int Count { get; }

    public override async ValueTask<IReadOnlyList<Item>> ReadAsync(int offset, int count, CancellationToken cancellation)
    {
        var wanted = Math.Min(count, Count - offset);
        if (wanted <= 0)
        {
            return [];
        }

        var part = PartOf(offset);
        var first = await ReadPartAsync(part, offset, wanted, cancellation).ConfigureAwait(false);
        if (first.Count == wanted || Size(first) >= Limits.PageBytes)
        {
            return first;
        }

        // Small parts are gathered to a page, which bounds what is held at a time.
        var items = new List<Item>(first);
        for (var bytes = Size(first); items.Count < wanted && bytes < Limits.PageBytes;)
        {
            part = PartOf(offset + items.Count);
            var next = await ReadPartAsync(part, offset + items.Count, wanted - items.Count, cancellation).ConfigureAwait(false);
            items.AddRange(next);
            bytes += Size(next);
        }

        return items;
    }

    /// <summary>The items of a part.</summary>
    protected abstract ValueTask<ItemList> PartAsync(int part, CancellationToken cancellation);

    private async ValueTask<IReadOnlyList<Item>> ReadPartAsync(int part, int offset, int count, CancellationToken cancellation)
    {
        var from = offset - (part == 0 ? 0 : _ends[part - 1]);
        var items = await PartAsync(part, cancellation).ConfigureAwait(false);
        return await items.ReadAsync(from, Math.Min(count, _ends[part] - offset), cancellation).ConfigureAwait(false);
    }

    /// <summary>The first part that ends behind the offset: empty ones end where the one before them does.</summary>
    private int PartOf(int offset)
    {
        var (low, high) = (0, _ends.Length - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _ends[middle] > offset ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    private static long Size(IReadOnlyList<Item> items)
    {
        var bytes = 0L;
        for (var i = 0; i < items.Count; i++)
        {
            bytes += JsonMarshal.GetRawUtf8Value(items[i].Json).Length;
        }

        return bytes;
    }
}
