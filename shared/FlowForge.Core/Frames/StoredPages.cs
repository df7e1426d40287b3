using FlowForge.Core.Model;

namespace FlowForge.Core.Frames;

/// <summary>A list that lies in stored pages.</summary>
internal sealed class StoredPages : ItemList
{
    private readonly PageCache _cache;
    private readonly string _family;
    private readonly IReadOnlyList<StoredPage> _pages;
    private readonly int[] _starts;

    public StoredPages(PageCache cache, string family, IReadOnlyList<StoredPage> pages)
    {
        (_cache, _family, _pages) = (cache, family, pages);
        _starts = new int[pages.Count];
        for (var i = 0; i < pages.Count; i++)
        {
            _starts[i] = Count;
            Count += pages[i].Count;
        }
    }

    public override int Count { get; }

    public override async ValueTask<IReadOnlyList<Item>> ReadAsync(int offset, int count, CancellationToken cancellation)
    {
        if (offset >= Count || count <= 0)
        {
            return [];
        }

        var at = Array.BinarySearch(_starts, offset);
        var page = at >= 0 ? at : ~at - 1;
        var items = await _cache.ReadAsync(_family, _pages[page].Hash, cancellation).ConfigureAwait(false);
        var from = offset - _starts[page];
        var taken = Math.Min(count, items.Count - from);
        return from == 0 && taken == items.Count ? items : items.Skip(from).Take(taken).ToArray();
    }
}
