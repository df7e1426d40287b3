namespace FlowForge.Core.Model;

/// <summary>A list of items that may lie in memory, in a store, or be joined from others. Reading is paged, so memory stays bounded.</summary>
public abstract class ItemList
{
    /// <summary>The list without items.</summary>
    public static readonly ItemList Empty = new MemoryItems([]);

    /// <summary>How many items it has.</summary>
    public abstract int Count { get; }

    /// <summary>
    /// Items from <paramref name="offset"/>: at least one unless the list ends there, at most <paramref name="count"/>;
    /// fewer at the border of a stored page.
    /// </summary>
    public abstract ValueTask<IReadOnlyList<Item>> ReadAsync(int offset, int count, CancellationToken cancellation);

    /// <summary>A list over items that are in memory.</summary>
    public static ItemList Of(IReadOnlyList<Item> items) => items.Count == 0 ? Empty : new MemoryItems(items);

    /// <summary>The lists one behind the other; nothing is copied.</summary>
    public static ItemList Join(IReadOnlyList<ItemList> parts) =>
        parts.Count switch { 0 => Empty, 1 => parts[0], _ => new JoinedItems(parts) };

    /// <summary>A range of this list; nothing is copied.</summary>
    public ItemList Range(int offset, int count) =>
        offset == 0 && count == Count ? this : count == 0 ? Empty : new ItemRange(this, offset, count);

    /// <summary>All items at once; only for lists known to be small.</summary>
    public async ValueTask<IReadOnlyList<Item>> ReadAllAsync(CancellationToken cancellation)
    {
        var first = await ReadAsync(0, Count, cancellation).ConfigureAwait(false);
        if (first.Count == Count)
        {
            return first;
        }

        var all = new List<Item>(Count);
        all.AddRange(first);
        while (all.Count < Count)
        {
            all.AddRange(await ReadAsync(all.Count, Count - all.Count, cancellation).ConfigureAwait(false));
        }

        return all;
    }

    private sealed class MemoryItems(IReadOnlyList<Item> items) : ItemList
    {
        public override int Count => items.Count;

        public override ValueTask<IReadOnlyList<Item>> ReadAsync(int offset, int count, CancellationToken cancellation) =>
            offset == 0 && count >= items.Count
                ? new(items)
                : new(items.Skip(offset).Take(count).ToArray());
    }

    private sealed class ItemRange(ItemList whole, int from, int count) : ItemList
    {
        public override int Count => count;

        public override ValueTask<IReadOnlyList<Item>> ReadAsync(int offset, int wanted, CancellationToken cancellation) =>
            whole.ReadAsync(from + offset, Math.Max(0, Math.Min(wanted, count - offset)), cancellation);
    }

    private sealed class JoinedItems(IReadOnlyList<ItemList> parts) : PartedItems(parts.Count, part => parts[part].Count)
    {
        protected override ValueTask<ItemList> PartAsync(int part, CancellationToken cancellation) => new(parts[part]);
    }
}
