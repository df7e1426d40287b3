using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Frames;

/// <summary>Reads frames from the journal, which holds all that is durable of live and ended runs alike.</summary>
public sealed class FrameReader(IRunStore store, PageCache pages) : IFrameReader
{
    private const int Batch = 16;

    /// <inheritdoc/>
    public async ValueTask<Page<Frame>?> ListAsync(string runId, FrameQuery query, CancellationToken cancellation)
    {
        if (await store.GetRunAsync(runId, cancellation).ConfigureAwait(false) is not { } run)
        {
            return null;
        }

        var limit = Math.Clamp(query.Limit, 1, Limits.ListMost);
        var after = long.TryParse(query.After, out var cursor) ? cursor : JournalEntry.NoSequence;
        var records = new RecordSource(store, pages, run);
        var found = new SortedDictionary<long, FrameDraft>();
        var seen = new HashSet<int>();
        for (var batch = Batch; ; batch *= 2)
        {
            // Rows come by first sequence, so all below the last one's first has been seen.
            var rows = await store.SegmentsAfterAsync(runId, after, batch, cancellation).ConfigureAwait(false);
            foreach (var draft in rows.Where(row => seen.Add(row.Ordinal)).SelectMany(records.Read).SelectMany(FrameDraft.Of))
            {
                if (draft.Sequence > after && draft.Matches(query))
                {
                    draft.AddTo(found);
                }
            }

            if (rows.Count < batch || found.Keys.TakeWhile(sequence => sequence < rows[^1].FirstSequence).Skip(limit).Any())
            {
                break;
            }
        }

        var frames = new List<Frame>();
        foreach (var draft in found.Values.Take(limit))
        {
            frames.Add(await draft.BuildAsync(run, records, query.WithItems, cancellation).ConfigureAwait(false));
        }

        return new(frames, found.Count > limit ? frames[^1].Sequence.ToString(System.Globalization.CultureInfo.InvariantCulture) : null);
    }

    /// <inheritdoc/>
    public async ValueTask<ItemsPage?> ItemsAsync(
        string runId, long sequence, bool output, string? port, int offset, int limit, CancellationToken cancellation)
    {
        if (await store.GetRunAsync(runId, cancellation).ConfigureAwait(false) is not { } run)
        {
            return null;
        }

        var records = new RecordSource(store, pages, run);
        var entry = await records.FindAsync(sequence, cancellation).ConfigureAwait(false);
        var list = entry switch
        {
            NodeRecord record when output && record.Sequence == sequence => Output(records, record, port),
            NodeRecord record when !output => Input(records, record.Inputs, port),
            IngressEntry ingress when !output => Input(records, ingress.Inputs, port),
            _ => null,
        };
        if (list is null)
        {
            return null;
        }

        var wanted = Math.Clamp(limit, 1, Limits.PageItems);
        var items = new List<Item>();
        while (items.Count < wanted && offset + items.Count < list.Count)
        {
            items.AddRange(await list.ReadAsync(offset + items.Count, wanted - items.Count, cancellation).ConfigureAwait(false));
        }

        return new(list.Count, offset, items);
    }

    /// <inheritdoc/>
    public async ValueTask<ItemList?> OutputAsync(RunRecord run, CancellationToken cancellation)
    {
        if (run.OutputSequence is not { } sequence)
        {
            return null;
        }

        var records = new RecordSource(store, pages, run);
        if (await records.FindAsync(sequence, cancellation).ConfigureAwait(false) is not NodeRecord record || record.Outputs.Count == 0)
        {
            return null;
        }

        var port = record.Outputs.FirstOrDefault(candidate => RecordSource.Count(candidate) > 0) ?? record.Outputs[0];
        return records.Items(port);
    }

    /// <summary>The frames of one segment, in the order of its entries.</summary>
    internal async ValueTask<IReadOnlyList<Frame>> ExpandAsync(RunRecord run, SegmentRow row, CancellationToken cancellation)
    {
        var records = new RecordSource(store, pages, run);
        var frames = new List<Frame>();
        foreach (var draft in records.Read(row).SelectMany(FrameDraft.Of))
        {
            frames.Add(await draft.BuildAsync(run, records, withItems: true, cancellation).ConfigureAwait(false));
        }

        return frames;
    }

    private static ItemList? Output(RecordSource records, NodeRecord record, string? port)
    {
        var output = record.Outputs.FirstOrDefault(candidate => port is null || candidate.Port == port);
        return output is null ? null : records.Items(output);
    }

    private static ItemList? Input(RecordSource records, IReadOnlyList<PortInput> inputs, string? port)
    {
        var input = inputs.FirstOrDefault(candidate => port is null || candidate.Port == port);
        return input is null ? null : records.Items(input.Refs);
    }
}
