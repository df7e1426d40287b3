using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.State;

namespace FlowForge.Core.Execution;

/// <summary>
/// The writing side of one run: entries in order, packed when they must be durable. One write is under way at a time; a broken store is tried again
/// for as long as it takes, so that nothing is written out of order.
/// </summary>
/// <param name="parts">The host's parts.</param>
/// <param name="runId">The run.</param>
/// <param name="state">The lock under which the run's state changes and its entries are appended.</param>
/// <param name="row">The run's row as it stands.</param>
/// <param name="overlay">Changes of state on their way.</param>
/// <param name="snapshot">The state after all entries appended so far; null when the run keeps none.</param>
/// <param name="complete">Adds to a write what else belongs to its entries; called under the run's lock.</param>
internal sealed class RunJournal(
    EngineParts parts, string runId, Lock state, Func<RunRecord> row, StateOverlay overlay, Func<byte[]?> snapshot, Func<JournalWrite, JournalWrite> complete)
{
    private const int BytesASegmentIsWorth = 32 * 1024;
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    private readonly Lock _gate = new();
    private List<JournalEntry> _pending = [];
    private TaskCompletionSource? _wanted;
    private TaskCompletionSource _durable = NewSource();
    private StoreFault? _taken;
    private bool _isWriting;
    private RunStatus? _written;
    private int _ordinal;
    private int _nextSnapshot = parts.SnapshotEvery;
    private int _snapshot;

    /// <summary>Key of a start that happens once; written with the first row.</summary>
    public StartRow? Start { get; init; }

    /// <summary>The variables that the run sees; written with the first row.</summary>
    public VariableSet? Variables { get; set; }

    /// <summary>
    /// Whether others may write to the same run's journal. Then a write whose place is taken is not tried again: it and all that follow fail with the
    /// store's fault, and whoever wrote first is right.
    /// </summary>
    public bool IsShared { get; set; }

    /// <summary>The start that held the key before, known when the first write is over.</summary>
    public StartRow? Existing { get; private set; }

    /// <summary>Completes with the next write that becomes durable.</summary>
    public Task NextDurable
    {
        get
        {
            lock (_gate)
            {
                return _durable.Task;
            }
        }
    }

    /// <summary>Whether anything waits to be written.</summary>
    public bool HasPending
    {
        get
        {
            lock (_gate)
            {
                return _pending.Count > 0;
            }
        }
    }

    /// <summary>Entries that are to be written at once without anyone waiting for it.</summary>
    public bool IsFull
    {
        get
        {
            lock (_gate)
            {
                return _pending.Count >= Limits.SegmentRecords;
            }
        }
    }

    /// <summary>After a resume: how far it was loaded, and the status that the stored row has.</summary>
    public void GoOnFrom(LoadedTo end, RunStatus stored)
    {
        (_ordinal, _written, _snapshot) = (end.Next, stored, end.Snapshot);
        _nextSnapshot = end.Snapshot + Distance(end.SnapshotBytes);
    }

    /// <summary>Whether nothing is or has to be written, and reading it all back would not take long.</summary>
    public bool MayBeLeft
    {
        get
        {
            lock (_gate)
            {
                return _pending.Count == 0 && !_isWriting && _ordinal - _snapshot <= 2 * parts.SnapshotEvery && _ordinal > 0;
            }
        }
    }

    /// <summary>Nothing will be written here any more: whoever waits for news looks elsewhere.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _durable.TrySetResult();
        }
    }

    public void Append(JournalEntry entry)
    {
        lock (_gate)
        {
            _pending.Add(entry);
        }

        if (entry is NodeRecord { State.Count: > 0 } record)
        {
            overlay.Add(record);
        }
    }

    /// <summary>Completes when all that has been appended, and the run's row as it stands, is durable. Never faults, unless it <see cref="IsShared"/>.</summary>
    public Task FlushAsync()
    {
        Task wanted;
        bool begins;
        lock (_gate)
        {
            if (_taken is { } taken)
            {
                return Task.FromException(taken);
            }

            _wanted ??= NewSource();
            wanted = _wanted.Task;
            begins = !_isWriting;
            _isWriting = true;
        }

        // Not inside the lock: a write takes the run's lock first, under which others append.
        if (begins)
        {
            _ = WriteAllAsync();
        }

        return wanted;
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task WriteAllAsync()
    {
        while (true)
        {
            if (TakeWanted() is not var (wanted, write))
            {
                return;
            }

            JournalResult result;
            try
            {
                result = await WriteAsync(write).ConfigureAwait(false);
            }
            catch (StoreFault taken)
            {
                Fail(wanted, taken);
                return;
            }

            Existing ??= result.Existing;
            overlay.Stored(write.State);
            TaskCompletionSource durable;
            lock (_gate)
            {
                (durable, _durable) = (_durable, NewSource());
            }

            wanted.SetResult();
            durable.SetResult();
        }
    }

    private void Fail(TaskCompletionSource wanted, StoreFault taken)
    {
        lock (_gate)
        {
            _taken = taken;
            _wanted?.SetException(taken);
            _wanted = null;
        }

        wanted.SetException(taken);
    }

    private (TaskCompletionSource Wanted, JournalWrite Write)? TakeWanted()
    {
        lock (state)
        {
            lock (_gate)
            {
                if (_wanted is not { } wanted)
                {
                    _isWriting = false;
                    return null;
                }

                _wanted = null;
                return (wanted, Take());
            }
        }
    }

    private JournalWrite Take()
    {
        var entries = _pending;
        _pending = [];
        var run = row();
        var segments = Pack(entries);
        var isNew = _written is null;
        var isChanged = _written != run.Status;
        _written = run.Status;
        return complete(new()
        {
            Run = isChanged ? run : null,
            Start = isNew ? Start : null,
            Variables = isNew ? Variables : null,
            Segments = segments,
            State = overlay.WritesOf(entries, run.WorkflowId, runId),
            Snapshot = run.HasEnded ? null : Snapshot(),
        });
    }

    private SnapshotRow? Snapshot()
    {
        if (_ordinal < _nextSnapshot || snapshot() is not { } content)
        {
            return null;
        }

        _snapshot = _ordinal;
        _nextSnapshot = _ordinal + Distance(content.Length);
        return new(runId, _ordinal - 1, content);
    }

    /// <summary>Segments between a snapshot of that size and the next.</summary>
    private int Distance(int bytes) => Math.Max(parts.SnapshotEvery, bytes / BytesASegmentIsWorth);

    private List<SegmentRow> Pack(List<JournalEntry> entries)
    {
        var rows = new List<SegmentRow>(1);
        for (var from = 0; from < entries.Count;)
        {
            var (to, bytes) = (from, 0);
            while (to < entries.Count && to - from < Limits.SegmentRecords && bytes < Limits.SegmentBytes / 2)
            {
                bytes += EntrySize.Of(entries[to++]);
            }

            rows.Add(SegmentJson.Write(runId, _ordinal++, entries.GetRange(from, to - from), bytes * 3 / 2));
            from = to;
        }

        return rows;
    }

    private async Task<JournalResult> WriteAsync(JournalWrite write)
    {
        for (var pause = TimeSpan.FromMilliseconds(50); ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                return await parts.Runs.WriteAsync(write).ConfigureAwait(false);
            }
            catch (StoreFault fault) when (!IsShared || !fault.IsTaken)
            {
                parts.OnFault($"The journal of run {runId} could not be written; trying again.", fault);
            }

            await Task.Delay(pause, parts.Clock).ConfigureAwait(false);
        }
    }
}
