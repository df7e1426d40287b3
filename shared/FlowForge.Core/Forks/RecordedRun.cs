using System.Runtime.CompilerServices;
using FlowForge.Core.Execution;
using FlowForge.Core.Frames;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Forks;

/// <summary>A run as far as it was recorded when this was made: it is read more than once, and may be going on.</summary>
internal sealed class RecordedRun
{
    private const int Batch = 64;
    private readonly EngineParts _parts;
    private readonly SegmentReader _reader;
    private readonly int _end;

    private RecordedRun(EngineParts parts, RunRecord run, int end)
    {
        (_parts, Run, _end) = (parts, run, end);
        _reader = new(parts.Pages, run.Family);
    }

    public RunRecord Run { get; }

    /// <summary>Looks how far the run is recorded.</summary>
    public static async ValueTask<RecordedRun> OpenAsync(EngineParts parts, RunRecord run, CancellationToken cancellation)
    {
        var end = 0;
        IReadOnlyList<SegmentRow> rows;
        while ((rows = await parts.Runs.ReadSegmentsAsync(run.Id, end, Batch, cancellation).ConfigureAwait(false)).Count > 0)
        {
            // The flag at which hand-outs stop has the last ordinal there is, and no entries.
            end = Math.Min(rows[^1].Ordinal, int.MaxValue - 1) + 1;
            if (end == int.MaxValue)
            {
                break;
            }
        }

        return new(parts, run, end);
    }

    /// <summary>Its entries in the order in which they were recorded. Outputs that only refer to others have no items.</summary>
    public async IAsyncEnumerable<JournalEntry> EntriesAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var next = 0; next < _end;)
        {
            var rows = await _parts.Runs.ReadSegmentsAsync(Run.Id, next, Math.Min(Batch, _end - next), cancellation).ConfigureAwait(false);
            if (rows.Count == 0)
            {
                throw new StoreFault($"Segment {next} of run {Run.Id} is missing.");
            }

            foreach (var entry in rows.SelectMany(_reader.Read))
            {
                yield return entry;
            }

            next = Math.Min(rows[^1].Ordinal, _end - 1) + 1;
        }
    }

    /// <summary>The frame with this sequence, or null. Of an ingress that was committed and its record, the record's.</summary>
    public async ValueTask<FrameDraft?> FindFrameAsync(long sequence, CancellationToken cancellation)
    {
        if (sequence < 0)
        {
            return null;
        }

        var rows = await _parts.Runs.SegmentsHoldingAsync(Run.Id, sequence, Math.Max(_end, 1), cancellation).ConfigureAwait(false);
        return rows.Where(row => row.Ordinal < _end).SelectMany(_reader.Read).SelectMany(FrameDraft.Of)
            .Where(draft => draft.Sequence == sequence).OrderBy(draft => draft.Entry is IngressEntry).FirstOrDefault();
    }
}
