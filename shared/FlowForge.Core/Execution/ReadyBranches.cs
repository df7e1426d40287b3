namespace FlowForge.Core.Execution;

/// <summary>A branch that may be handed out, with the loop's rounds that go on in it, and the message that ended its wait (0: none).</summary>
internal readonly record struct ReadyBranch(int Node, string Iteration, HandOutPhase Phase, LoopRounds? Rounds = null, int Mail = 0);

/// <summary>Branches that wait for a place in the window: first come first served, or the newest group first when sequential.</summary>
internal sealed class ReadyBranches
{
    private readonly LinkedList<ReadyBranch> _waiting = new();

    public int Count => _waiting.Count;

    public IEnumerable<ReadyBranch> InOrder => _waiting;

    public void Queue(ReadyBranch branch) => _waiting.AddLast(branch);

    /// <summary>Puts a group before all others, itself in the given order.</summary>
    public void Push(IReadOnlyList<ReadyBranch> group)
    {
        for (var i = group.Count - 1; i >= 0; i--)
        {
            _waiting.AddFirst(group[i]);
        }
    }

    public ReadyBranch Take()
    {
        var first = _waiting.First!.Value;
        _waiting.RemoveFirst();
        return first;
    }

    public void Clear() => _waiting.Clear();
}
