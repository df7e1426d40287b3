using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Frames;

/// <summary>Collects the items of one output port; what passes <see cref="Limits.InlineOutputBytes"/> is spilled to the store page by page.</summary>
internal sealed class OutputBuilder(string port, string family, PageCache cache, Func<PayloadRow, ValueTask> spill)
{
    private readonly List<StoredPage> _pages = [];
    private List<Item> _open = [];
    private List<Origin>? _single;
    private List<IReadOnlyList<Origin>>? _several;
    private int _openBytes;
    private int _count;
    private bool _isSameOrder = true;

    /// <summary>Items so far.</summary>
    public int Count => _count;

    /// <summary>Bytes so far.</summary>
    public long Bytes { get; private set; }

    public ValueTask AddAsync(Item item, Origin origin, int size)
    {
        Note(origin);
        return AddAsync(item, size);
    }

    public ValueTask AddAsync(Item item, IReadOnlyList<Origin> origins, int size)
    {
        if (origins.Count == 1)
        {
            return AddAsync(item, origins[0], size);
        }

        _several ??= Widened();
        _several.Add(origins);
        return AddAsync(item, size);
    }

    /// <summary>The output as it stands; nothing may be added behind it.</summary>
    public async ValueTask<PortOutput> BuildAsync()
    {
        var lineage = MakeLineage();
        if (_pages.Count == 0 && Bytes <= Limits.InlineOutputBytes)
        {
            return new(port, ItemList.Of(_open), StoredItems.InRecord, lineage);
        }

        await ClosePageAsync().ConfigureAwait(false);
        return new(port, new StoredPages(cache, family, _pages), new StoredItems.Paged(_pages), lineage);
    }

    private void Note(Origin origin)
    {
        if (_several is not null)
        {
            _several.Add(origin.IsNone ? [] : [origin]);
        }
        else if (_isSameOrder && origin.Port == 0 && origin.Index == _count)
        {
            return;
        }
        else
        {
            (_single ??= Explicit()).Add(origin);
        }
    }

    private List<Origin> Explicit()
    {
        _isSameOrder = false;
        var origins = new List<Origin>(_count + 1);
        for (var i = 0; i < _count; i++)
        {
            origins.Add(Origin.First(i));
        }

        return origins;
    }

    private List<IReadOnlyList<Origin>> Widened()
    {
        _single ??= Explicit();
        return _single.ConvertAll<IReadOnlyList<Origin>>(origin => origin.IsNone ? [] : [origin]);
    }

    private Lineage MakeLineage() =>
        _several is not null ? new Lineage.Many(_several)
        : _single is not null ? new Lineage.One(_single)
        : new Lineage.SameOrder(0);

    private ValueTask AddAsync(Item item, int size)
    {
        _open.Add(item);
        _count++;
        _openBytes += size;
        Bytes += size;
        var isFull = _openBytes > Limits.PageBytes || _open.Count >= Limits.PageItems;
        var mayStayInline = _pages.Count == 0 && Bytes <= Limits.InlineOutputBytes;
        return isFull && !mayStayInline ? ClosePageAsync() : ValueTask.CompletedTask;
    }

    private async ValueTask ClosePageAsync()
    {
        if (_open.Count == 0)
        {
            return;
        }

        var content = ItemPages.Write(_open);
        var hash = PayloadHash.Of(content);
        _pages.Add(new(hash, _open.Count));
        cache.Keep(family, hash, _open, content.Length);
        _open = [];
        _openBytes = 0;
        await spill(new(family, hash, content)).ConfigureAwait(false);
    }
}
