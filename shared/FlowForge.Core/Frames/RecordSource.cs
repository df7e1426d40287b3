using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Frames;

/// <summary>Records of one run by sequence, read from the store as they are asked for; for one request.</summary>
internal sealed class RecordSource(IRunStore store, PageCache pages, RunRecord run)
{
    private readonly SegmentReader _reader = new(pages, run.Family);
    private readonly Dictionary<long, JournalEntry> _known = [];
    private int _segments;

    /// <summary>The entries of a segment; they are known from now on.</summary>
    public IReadOnlyList<JournalEntry> Read(SegmentRow row)
    {
        var entries = _reader.Read(row);
        _segments++;
        foreach (var entry in entries)
        {
            switch (entry)
            {
                case NodeRecord record:
                    _known[record.Sequence] = record;
                    _known[record.IngressSequence] = record;
                    break;
                case IngressEntry ingress:
                    _known.TryAdd(ingress.Sequence, ingress);
                    break;
                case InputEntry input:
                    _known[input.Sequence] = input;
                    break;
                case StartEntry:
                    _known[NodeRecord.StartSequence] = entry;
                    break;
            }
        }

        return entries;
    }

    /// <summary>The record or committed ingress with this sequence, or null.</summary>
    public async ValueTask<JournalEntry?> FindAsync(long sequence, CancellationToken cancellation)
    {
        // Ranges overlap where branches ran side by side, so the first one may not be the one.
        JournalEntry? entry;
        for (var (limit, read) = (1, 0); !_known.TryGetValue(sequence, out entry); limit *= 16)
        {
            var rows = await store.SegmentsHoldingAsync(run.Id, sequence, limit, cancellation).ConfigureAwait(false);
            foreach (var row in rows.Skip(read))
            {
                Read(row);
            }

            if (rows.Count < limit)
            {
                return _known.GetValueOrDefault(sequence);
            }

            read = rows.Count;
        }

        return entry;
    }

    /// <summary>A record whose outputs have their items, those that only refer to others included, for any number of readers and as long as they like.</summary>
    public NodeRecord Joined(NodeRecord record) => record.Outputs.Any(output => output.Stored is StoredItems.Referred)
        ? record with { Outputs = record.Outputs.Select(output => output.Stored is StoredItems.Referred referred ? output with { Items = Shared(referred.Refs) } : output).ToList() }
        : record;

    /// <summary>Items of ranges, for any number of readers and as long as they like.</summary>
    public ItemList Shared(IReadOnlyList<ItemRef> refs) => new SharedItems(() => new(store, pages, run), refs);

    /// <summary>Where the items of ranges are kept: never in an output that only refers to another.</summary>
    public async ValueTask<IReadOnlyList<ItemRef>> KeptAsync(IReadOnlyList<ItemRef> refs, CancellationToken cancellation)
    {
        var kept = new List<ItemRef>(refs.Count);
        foreach (var range in refs)
        {
            if (await FindAsync(range.Sequence, cancellation).ConfigureAwait(false) is NodeRecord record
                && record.Outputs[range.Port].Stored is StoredItems.Referred referred)
            {
                kept.AddRange(Execution.NodeInput.Slice(referred.Refs, range.Offset, range.Count));
            }
            else
            {
                kept.Add(range);
            }
        }

        return kept;
    }

    /// <summary>Items of an output, whatever way they are kept.</summary>
    public ItemList Items(PortOutput output) => output.Stored is StoredItems.Referred referred ? Items(referred.Refs) : output.Items;

    /// <summary>How many items an output has.</summary>
    public static int Count(PortOutput output) =>
        output.Stored is StoredItems.Referred referred ? referred.Refs.Sum(range => range.Count) : output.Items.Count;

    /// <summary>
    /// Items of ranges, whose producers are looked up when their items are read: a loop's output has a range for each iteration,
    /// and who shows it shows the first few. A producer may refer to others itself, once.
    /// </summary>
    public ItemList Items(IReadOnlyList<ItemRef> refs) => refs.Count == 0 ? ItemList.Empty : new ReferredItems(this, refs);

    private async ValueTask<ItemList> ItemsAsync(ItemRef range, CancellationToken cancellation)
    {
        var whole = await FindAsync(range.Sequence, cancellation).ConfigureAwait(false) switch
        {
            NodeRecord record => Items(record.Outputs[range.Port]),
            StartEntry start => start.Items.Items,
            InputEntry input => input.Ports[range.Port].Items,
            _ => throw new StoreFault($"Run {run.Id} refers to record {range.Sequence}, which is missing."),
        };
        return whole.Range(range.Offset, range.Count);
    }

    private sealed class ReferredItems(RecordSource records, IReadOnlyList<ItemRef> refs) : PartedItems(refs.Count, part => refs[part].Count)
    {
        protected override ValueTask<ItemList> PartAsync(int part, CancellationToken cancellation) => records.ItemsAsync(refs[part], cancellation);
    }

    /// <summary>As <see cref="ReferredItems"/>, each reader by himself; what was read is forgotten now and then, for the list may live as long as a run.</summary>
    private sealed class SharedItems(Func<RecordSource> open, IReadOnlyList<ItemRef> refs) : PartedItems(refs.Count, part => refs[part].Count)
    {
        private const int MostSegments = 4;
        private RecordSource? _idle;

        protected override async ValueTask<ItemList> PartAsync(int part, CancellationToken cancellation)
        {
            var records = Interlocked.Exchange(ref _idle, null) ?? open();
            var items = await records.ItemsAsync(refs[part], cancellation).ConfigureAwait(false);
            Volatile.Write(ref _idle, records._segments <= MostSegments ? records : null);
            return items;
        }
    }
}
