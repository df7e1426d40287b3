using FlowForge.Core;
using FlowForge.Core.Model;
using FlowForge.Nodes.Json;

namespace FlowForge.Nodes.Items;

/// <summary>The items of one input by key: a hash to the first with a key, and from each to the next. Items themselves are not held.</summary>
internal sealed class KeyIndex
{
    private readonly Dictionary<string, (int First, int Last)> ends = new(StringComparer.Ordinal);
    private readonly int[] next;

    private KeyIndex(int count)
    {
        next = new int[count];
        Array.Fill(next, -1);
    }

    /// <summary>Reads a list.</summary>
    public static async ValueTask<KeyIndex> OfAsync(ItemList list, IReadOnlyList<FieldPath> paths, bool loose, CancellationToken cancellation)
    {
        var index = new KeyIndex(list.Count);
        for (var offset = 0; offset < list.Count;)
        {
            var items = await list.ReadAsync(offset, Limits.PageItems, cancellation).ConfigureAwait(false);
            foreach (var item in items)
            {
                index.Add(ItemKey.Of(item.Json, paths, loose), offset++);
            }
        }

        return index;
    }

    /// <summary>The first item with a key; -1 for none.</summary>
    public int First(string? key) => key is not null && ends.TryGetValue(key, out var found) ? found.First : -1;

    /// <summary>The next item with the key of item <paramref name="at"/>; -1 for none.</summary>
    public int Next(int at) => next[at];

    private void Add(string? key, int at)
    {
        if (key is null)
        {
            return;
        }

        if (ends.TryGetValue(key, out var found))
        {
            next[found.Last] = at;
            ends[key] = (found.First, at);
        }
        else
        {
            ends.Add(key, (at, at));
        }
    }
}
