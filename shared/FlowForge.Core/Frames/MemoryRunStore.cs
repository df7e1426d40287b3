using FlowForge.Core.Ports;
using FlowForge.Core.State;

namespace FlowForge.Core.Frames;

/// <summary>Runs in memory: of the browser, and of tests. Nothing outlives the process; "durable" means "written here".</summary>
public sealed partial class MemoryRunStore : IRunStore
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, RunRecord> _runs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<SegmentRow>> _segments = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SnapshotRow> _snapshots = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Family, string Hash), ReadOnlyMemory<byte>> _payloads = [];
    private readonly Dictionary<string, StartRow> _starts = new(StringComparer.Ordinal);
    private readonly MemoryStateStore _state = new();
    private readonly Dictionary<string, VariableSet> _variables = new(StringComparer.Ordinal);

    /// <summary>What workflows keep between their runs, written with the records.</summary>
    public IStateStore State => _state;

    /// <inheritdoc/>
    public ValueTask<JournalResult> WriteAsync(JournalWrite write)
    {
        foreach (var payload in write.Payloads)
        {
            PayloadHash.Check(payload.Hash, payload.Content.Span);
        }

        lock (_gate)
        {
            var added = write.Segments.Where(segment => !IsKept(segment)).ToList();
            if (write.Start is { } start && !_starts.TryAdd(start.Key, start) && _starts[start.Key] is var holder && holder.RunId != start.RunId)
            {
                return new(new JournalResult(holder));
            }

            Keep(write, added);
            return new(default(JournalResult));
        }
    }

    /// <inheritdoc/>
    public ValueTask<RunRecord?> GetRunAsync(string runId, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return new(_runs.GetValueOrDefault(runId));
        }
    }

    /// <inheritdoc/>
    public ValueTask<Page<RunRecord>> ListRunsAsync(RunQuery query, CancellationToken cancellation)
    {
        lock (_gate)
        {
            var limit = Math.Clamp(query.Limit, 1, Limits.ListMost);
            var text = query.Text is null ? null : new RunText(query.Text);
            var rows = _runs.Values.Reverse()
                .Where(run => query.After is null || string.CompareOrdinal(run.Id, query.After) < 0)
                .Where(run => query.Workflow is null || run.WorkflowId == query.Workflow)
                .Where(run => query.Caller is null || run.Caller?.RunId == query.Caller)
                .Where(run => query.Status is null || run.Status == query.Status)
                .Where(run => query.From is null || run.StartedAt >= query.From)
                .Where(run => query.To is null || run.StartedAt < query.To)
                .Where(run => text is null || text.IsIn(run) || (FirstSegment(run.Id) is { } first && text.IsInItems(first.Content.Span)))
                .Take(limit + 1).ToList();
            return new(new Page<RunRecord>(rows.Take(limit).ToList(), rows.Count > limit ? rows[limit - 1].Id : null));
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<RunRecord>> OpenRunsAsync(CancellationToken cancellation)
    {
        lock (_gate)
        {
            return new(_runs.Values.Where(run => !run.HasEnded).ToList());
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SegmentRow>> ReadSegmentsAsync(string runId, int fromOrdinal, int limit, CancellationToken cancellation) =>
        Rows(runId, rows => rows.Where(row => row.Ordinal >= fromOrdinal).OrderBy(row => row.Ordinal).Take(limit));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SegmentRow>> SegmentsAfterAsync(string runId, long afterSequence, int limit, CancellationToken cancellation) =>
        Rows(runId, rows => rows.Where(row => row.LastSequence > afterSequence)
            .OrderBy(row => row.FirstSequence).ThenBy(row => row.Ordinal).Take(limit));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<SegmentRow>> SegmentsHoldingAsync(string runId, long sequence, int limit, CancellationToken cancellation) =>
        Rows(runId, rows => rows.Where(row => row.FirstSequence <= sequence && sequence <= row.LastSequence)
            .OrderByDescending(row => row.FirstSequence).ThenByDescending(row => row.Ordinal).Take(limit));

    /// <inheritdoc/>
    public ValueTask<SnapshotRow?> ReadSnapshotAsync(string runId, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return new(_snapshots.GetValueOrDefault(runId));
        }
    }

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>> ReadPayloadAsync(string family, string hash, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return _payloads.TryGetValue((family, hash), out var content)
                ? new(content)
                : throw new StoreFault($"The page {hash} of family {family} is missing.");
        }
    }

    /// <inheritdoc/>
    public ValueTask<VariableSet?> ReadVariablesAsync(string hash, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return new(_variables.GetValueOrDefault(hash));
        }
    }

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>?> FindPayloadAsync(string family, string hash, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return new(_payloads.TryGetValue((family, hash), out var content) ? content : default(ReadOnlyMemory<byte>?));
        }
    }

    /// <inheritdoc/>
    public ValueTask DropPayloadsAsync(string family, CancellationToken cancellation)
    {
        lock (_gate)
        {
            DropIfLeft(family);
        }

        return default;
    }

    /// <inheritdoc/>
    public ValueTask<StartRow?> GetStartAsync(string key, CancellationToken cancellation)
    {
        lock (_gate)
        {
            return new(_starts.GetValueOrDefault(key));
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> DeleteRunAsync(string runId, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (!_runs.TryGetValue(runId, out var run) || !run.HasEnded)
            {
                return new(false);
            }

            Drop(run);
            return new(true);
        }
    }

    private void Drop(RunRecord run)
    {
        _runs.Remove(run.Id);
        _segments.Remove(run.Id);
        _snapshots.Remove(run.Id);
        _state.ForgetRun(run.Id);
        DropMail(run.Id);
        DropIfLeft(run.Family);
    }

    private void DropIfLeft(string family)
    {
        if (_runs.Values.Any(run => run.Family == family))
        {
            return;
        }

        foreach (var key in _payloads.Keys.Where(key => key.Family == family).ToList())
        {
            _payloads.Remove(key);
        }
    }

    private void Keep(JournalWrite write, List<SegmentRow> added)
    {
        if (write.Run is { } run)
        {
            _runs[run.Id] = run;
        }

        if (write.Variables is { Hash: { } hash } variables)
        {
            _variables.TryAdd(hash, variables);
        }

        foreach (var change in write.State)
        {
            _state.Apply(change);
        }

        foreach (var segment in added)
        {
            var rows = _segments.TryGetValue(segment.RunId, out var known) ? known : _segments[segment.RunId] = [];
            rows.Insert(rows.FindLastIndex(row => row.Ordinal < segment.Ordinal) + 1, segment);
        }

        foreach (var payload in write.Payloads)
        {
            _payloads.TryAdd((payload.Family, payload.Hash), payload.Content);
        }

        if (write.Snapshot is { } snapshot)
        {
            _snapshots[snapshot.RunId] = snapshot;
        }

        KeepMail(write);
    }

    private SegmentRow? FirstSegment(string runId) => _segments.GetValueOrDefault(runId)?.Find(row => row.Ordinal == 0);

    /// <summary>Whether an equal segment is there; a fault when another one has its ordinal.</summary>
    private bool IsKept(SegmentRow segment)
    {
        var rows = _segments.GetValueOrDefault(segment.RunId);
        if (rows is null || rows[^1].Ordinal < segment.Ordinal || rows.FindLast(row => row.Ordinal == segment.Ordinal) is not { } kept)
        {
            return false;
        }

        var isSame = (kept.FirstSequence, kept.LastSequence) == (segment.FirstSequence, segment.LastSequence)
            && kept.Content.Span.SequenceEqual(segment.Content.Span);
        return isSame ? true : throw new StoreFault($"Run {segment.RunId} has another segment {segment.Ordinal}.") { IsTaken = true };
    }

    private ValueTask<IReadOnlyList<SegmentRow>> Rows(string runId, Func<IEnumerable<SegmentRow>, IEnumerable<SegmentRow>> choose)
    {
        lock (_gate)
        {
            return new(choose(_segments.GetValueOrDefault(runId) ?? []).ToList());
        }
    }
}
