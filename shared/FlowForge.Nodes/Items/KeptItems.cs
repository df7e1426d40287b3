using System.Runtime.InteropServices;
using FlowForge.Core;
using FlowForge.Core.Model;

namespace FlowForge.Nodes.Items;

/// <summary>
/// Reads single items of a list in any order. Pages stay in memory up to a number of bytes, and one in any case;
/// behind that the page that was read first is dropped.
/// </summary>
internal sealed class KeptItems(ItemList list, long bytes = Limits.PageCacheBytes)
{
    private readonly Dictionary<int, Kept> pages = [];
    private readonly Queue<int> order = new();
    private long kept;

    /// <summary>The item at <paramref name="index"/>.</summary>
    public async ValueTask<Item> AtAsync(int index, CancellationToken cancellation)
    {
        var number = Math.DivRem(index, Limits.PageItems, out var at);
        if (!pages.TryGetValue(number, out var page))
        {
            page = await KeepAsync(number, cancellation).ConfigureAwait(false);
        }

        return page.Items[at];
    }

    private async ValueTask<Kept> KeepAsync(int number, CancellationToken cancellation)
    {
        var from = number * Limits.PageItems;
        var items = await list.Range(from, Math.Min(Limits.PageItems, list.Count - from)).ReadAllAsync(cancellation).ConfigureAwait(false);
        var page = new Kept(items, items.Sum(item => (long)JsonMarshal.GetRawUtf8Value(item.Json).Length));
        pages[number] = page;
        order.Enqueue(number);
        for (kept += page.Bytes; kept > bytes && order.Count > 1;)
        {
            pages.Remove(order.Dequeue(), out var oldest);
            kept -= oldest.Bytes;
        }

        return page;
    }

    private readonly record struct Kept(IReadOnlyList<Item> Items, long Bytes);
}
