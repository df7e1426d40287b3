using FlowForge.Core.Ports;

namespace FlowForge.Core.Driven;

/// <summary>
/// Segments of hand-outs that are over, by run: they never change, so a process reads them once. Bounded: when it is full it begins anew.
/// </summary>
internal sealed class SegmentCache(IRunStore store)
{
    private const int Page = 64;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Known> _runs = new(StringComparer.Ordinal);
    private long _bytes;

    /// <summary>All segments of a run. Those of hand-outs below a number are over, and known from now on.</summary>
    public async Task<IReadOnlyList<SegmentRow>> ReadAsync(string runId, int below, CancellationToken cancellation)
    {
        var known = Find(runId);
        var rows = new List<SegmentRow>(known.Rows);
        IReadOnlyList<SegmentRow> page;
        for (var from = known.Below; (page = await store.ReadSegmentsAsync(runId, from, Page, cancellation).ConfigureAwait(false)).Count > 0;)
        {
            rows.AddRange(page);
            if (page.Count < Page || page[^1].Ordinal == int.MaxValue)
            {
                break;
            }

            from = page[^1].Ordinal + 1;
        }

        Keep(runId, known, rows, DrivenOrdinals.Of(below));
        return rows;
    }

    /// <summary>The run has ended.</summary>
    public void Drop(string runId)
    {
        lock (_gate)
        {
            if (_runs.Remove(runId, out var known))
            {
                _bytes -= Bytes(known.Rows);
            }
        }
    }

    private Known Find(string runId)
    {
        lock (_gate)
        {
            return _runs.GetValueOrDefault(runId) ?? new([], 0);
        }
    }

    private void Keep(string runId, Known before, List<SegmentRow> rows, int below)
    {
        lock (_gate)
        {
            if (below <= before.Below || (_runs.GetValueOrDefault(runId)?.Below ?? 0) >= below)
            {
                return;
            }

            var over = rows.FindAll(row => row.Ordinal < below);
            _bytes += Bytes(over) - Bytes(_runs.GetValueOrDefault(runId)?.Rows ?? []);
            _runs[runId] = new(over, below);
            if (_bytes > Limits.DurableSegmentBytes)
            {
                _runs.Clear();
                _bytes = 0;
            }
        }
    }

    private static long Bytes(IEnumerable<SegmentRow> rows) => rows.Sum(static row => (long)row.Content.Length);

    private sealed record Known(IReadOnlyList<SegmentRow> Rows, int Below);
}
