using FlowForge.Core.Frames;

namespace FlowForge.Core.State;

/// <summary>
/// Changes of one run that the workflow's state does not have: those on their way to the store, and of a test run all of them, since
/// it never writes (semantics 7). The run sees them on top of what is stored.
/// </summary>
/// <param name="isTest">Whether the run is a test.</param>
internal sealed class StateOverlay(bool isTest)
{
    private readonly Lock _gate = new();
    private readonly List<StateChange> _changes = [];

    /// <summary>Whether they will never be written.</summary>
    public bool IsTest => isTest;

    /// <summary>Whether there are any.</summary>
    public bool HasAny
    {
        get
        {
            lock (_gate)
            {
                return _changes.Count > 0;
            }
        }
    }

    /// <summary>Takes a record that has been appended; records come in order.</summary>
    public void Add(NodeRecord record)
    {
        lock (_gate)
        {
            _changes.AddRange(record.State);
        }
    }

    /// <summary>The writes of entries that are about to be stored; none of a test run.</summary>
    public IReadOnlyList<StateWrite> WritesOf(IReadOnlyList<JournalEntry> entries, string workflow, string run) =>
        isTest || !HasAny
            ? []
            : entries.OfType<NodeRecord>().Where(record => record.State.Count > 0)
                .Select(record => new StateWrite(workflow, run, record.NodeId, record.Iteration, record.State)).ToList();

    /// <summary>The first ones are stored.</summary>
    public void Stored(IReadOnlyList<StateWrite> writes)
    {
        if (writes.Count > 0)
        {
            lock (_gate)
            {
                _changes.RemoveRange(0, writes.Sum(write => write.Changes.Count));
            }
        }
    }

    /// <summary>The changes of a scope, in order.</summary>
    public List<StateChange> Of(StateScope scope)
    {
        lock (_gate)
        {
            return _changes.FindAll(change => change.Scope == scope);
        }
    }
}
