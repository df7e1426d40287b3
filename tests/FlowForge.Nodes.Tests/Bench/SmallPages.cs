using FlowForge.Core.Model;

namespace FlowForge.Nodes.Tests.Bench;

/// <summary>A list that gives a few items at a time, as one in a store does, and counts how much it is asked for.</summary>
internal sealed class SmallPages(IReadOnlyList<Item> items, int pageSize) : ItemList
{
    public override int Count => items.Count;

    /// <summary>The largest number of items asked for at once.</summary>
    public int LargestAsk { get; private set; }

    /// <summary>How often it was read.</summary>
    public int Reads { get; private set; }

    public override ValueTask<IReadOnlyList<Item>> ReadAsync(int offset, int count, CancellationToken cancellation)
    {
        Reads++;
        LargestAsk = Math.Max(LargestAsk, count);
        var border = ((offset / pageSize) + 1) * pageSize;
        return new([.. items.Skip(offset).Take(Math.Min(count, border - offset))]);
    }
}
