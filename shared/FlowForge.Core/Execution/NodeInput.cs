using FlowForge.Core.Frames;
using FlowForge.Core.Model;

namespace FlowForge.Core.Execution;

/// <summary>A node's input, by port.</summary>
/// <param name="Ports">Which outputs the items come from; empty for the trigger.</param>
/// <param name="Items">The items, to be read.</param>
/// <param name="Kept">Where they are kept: never in an output that only refers to another.</param>
internal sealed record NodeInput(PortInput[] Ports, ItemList[] Items, IReadOnlyList<ItemRef>[] Kept)
{
    public static readonly NodeInput None = new([], [], []);

    /// <summary>With <c>join: each</c>: what came to the first port, else null.</summary>
    public Arrival? First { get; init; }

    /// <summary>Only the first item of each port.</summary>
    public NodeInput FirstOnly() => new(
        Array.ConvertAll(Ports, port => port with { Refs = Slice(port.Refs, 0, 1).ToList() }),
        Array.ConvertAll(Items, list => list.Range(0, Math.Min(1, list.Count))),
        Array.ConvertAll(Kept, refs => (IReadOnlyList<ItemRef>)Slice(refs, 0, 1).ToList())) { First = First };

    /// <summary>A whole port put out again, by reference.</summary>
    public PortOutput Referred(int port, string outputPort, Lineage lineage) =>
        new(outputPort, Items[port], new StoredItems.Referred(Kept[port]), lineage);

    /// <summary>Where the item of a range of one lies among <paramref name="refs"/>; -1 when it does not.</summary>
    public static int IndexOf(IEnumerable<ItemRef> refs, ItemRef item)
    {
        var before = 0;
        foreach (var range in refs)
        {
            if (range.Sequence == item.Sequence && range.Port == item.Port && item.Offset >= range.Offset && item.Offset < range.Offset + range.Count)
            {
                return before + item.Offset - range.Offset;
            }

            before += range.Count;
        }

        return -1;
    }

    /// <summary>The part of <paramref name="refs"/> from <paramref name="offset"/> on, <paramref name="count"/> items long.</summary>
    public static IEnumerable<ItemRef> Slice(IEnumerable<ItemRef> refs, int offset, int count)
    {
        foreach (var range in refs)
        {
            if (count == 0)
            {
                yield break;
            }

            if (offset >= range.Count)
            {
                offset -= range.Count;
                continue;
            }

            var taken = Math.Min(count, range.Count - offset);
            yield return range with { Offset = range.Offset + offset, Count = taken };
            (offset, count) = (0, count - taken);
        }
    }
}
