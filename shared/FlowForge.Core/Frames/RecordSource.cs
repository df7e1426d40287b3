using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Frames;

/// <summary>Records of one run by sequence, read from the store as they are asked for; for one request.</summary>
internal sealed class RecordSource(IRunStore store, PageCache pages, RunRecord run)
{
    private readonly SegmentReader _reader = new(pages, run.Family);
    private readonly Dictionary<long, JournalEntry> _known = [];

    /// <summary>The entries of a segment; they are known from now on.</summary>
    public IReadOnlyList<JournalEntry> Read(SegmentRow row)
    {
        var entries = _reader.Read(row);
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
        if (!_known.TryGetValue(sequence, out var entry))
        {
            foreach (var row in await store.SegmentsHoldingAsync(run.Id, sequence, cancellation).ConfigureAwait(false))
            {
                Read(row);
            }

            _known.TryGetValue(sequence, out entry);
        }

        return entry;
    }

    /// <summary>A record whose outputs have their items, those that only refer to others included.</summary>
    public async ValueTask<NodeRecord> JoinedAsync(NodeRecord record, CancellationToken cancellation)
    {
        if (!record.Outputs.Any(output => output.Stored is StoredItems.Referred))
        {
            return record;
        }

        var outputs = new List<PortOutput>(record.Outputs.Count);
        foreach (var output in record.Outputs)
        {
            outputs.Add(output.Stored is StoredItems.Referred referred
                ? output with { Items = await JoinedAsync(referred.Refs, cancellation).ConfigureAwait(false) }
                : output);
        }

        return record with { Outputs = outputs };
    }

    /// <summary>The lists themselves, which a live run reads from several threads; this source serves only one.</summary>
    private async ValueTask<ItemList> JoinedAsync(IReadOnlyList<ItemRef> refs, CancellationToken cancellation)
    {
        var parts = new List<ItemList>(refs.Count);
        foreach (var range in refs)
        {
            var part = await FindAsync(range.Sequence, cancellation).ConfigureAwait(false) is NodeRecord record
                && record.Outputs[range.Port].Stored is StoredItems.Referred inner
                    ? (await JoinedAsync(inner.Refs, cancellation).ConfigureAwait(false)).Range(range.Offset, range.Count)
                    : await ItemsAsync(range, cancellation).ConfigureAwait(false);
            parts.Add(part);
        }

        return ItemList.Join(parts);
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
}
