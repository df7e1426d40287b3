using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Frames;

/// <summary>Stored pages that were read or written of late, up to a number of bytes of memory; one for a host.</summary>
public sealed class PageCache(IRunStore store, int budget = Limits.PageCacheBytes)
{
    // Read, a page takes its text, and twelve bytes for each name and value in it: for records of short fields that is four times the text.
    private const int MemoryOfText = 4;

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Family, string Hash), LinkedListNode<Entry>> _byHash = [];
    private readonly LinkedList<Entry> _recent = new();
    private long _bytes;

    /// <summary>The items of a page.</summary>
    public async ValueTask<IReadOnlyList<Item>> ReadAsync(string family, string hash, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (_byHash.TryGetValue((family, hash), out var known))
            {
                _recent.Remove(known);
                _recent.AddFirst(known);
                return known.Value.Items;
            }
        }

        var content = await store.ReadPayloadAsync(family, hash, cancellation).ConfigureAwait(false);
        var items = ItemPages.Read(JsonElement.Parse(content.Span));
        Keep(family, hash, items, content.Length);
        return items;
    }

    /// <summary>Keeps a page that is at hand anyway; its text has <paramref name="length"/> bytes.</summary>
    public void Keep(string family, string hash, IReadOnlyList<Item> items, int length)
    {
        var bytes = (long)length * MemoryOfText;
        lock (_gate)
        {
            if (_byHash.ContainsKey((family, hash)))
            {
                return;
            }

            _byHash[(family, hash)] = _recent.AddFirst(new Entry(family, hash, items, bytes));
            _bytes += bytes;
            while (_bytes > budget && _recent.Last is { } last)
            {
                _recent.RemoveLast();
                _byHash.Remove((last.Value.Family, last.Value.Hash));
                _bytes -= last.Value.Bytes;
            }
        }
    }

    private sealed record Entry(string Family, string Hash, IReadOnlyList<Item> Items, long Bytes);
}
