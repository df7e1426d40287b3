namespace FlowForge.Core.Execution;

/// <summary>A branch that may be handed out, with the loop's rounds that go on in it, and the message that ended its wait (0: none).</summary>
internal readonly record struct ReadyBranch(int Node, string Iteration, HandOutPhase Phase, LoopRounds? Rounds = null, int Mail = 0);

/// <summary>Branches that wait for a place in the window: first come first served, or the newest group first when sequential.</summary>
internal sealed class ReadyBranches
{
    private readonly LinkedList<ReadyBranch> _waiting = new();
    private Dictionary<(int Node, string Iteration), LinkedListNode<ReadyBranch>>? _places;

    public int Count => _waiting.Count;

    public IEnumerable<ReadyBranch> InOrder => _waiting;

    /// <summary>Where each branch stands; made when first asked for, and kept until the next is taken in order.</summary>
    private Dictionary<(int Node, string Iteration), LinkedListNode<ReadyBranch>> Places
    {
        get
        {
            if (_places is null)
            {
                _places = [];
                for (var at = _waiting.First; at is not null; at = at.Next)
                {
                    Note(at);
                }
            }

            return _places;
        }
    }

    /// <summary>Those that have become ready, for who follows it; null when nobody does.</summary>
    public Queue<(int Node, string Iteration)>? Came { get; set; }

    public void Queue(ReadyBranch branch)
    {
        Note(_waiting.AddLast(branch));
        Came?.Enqueue((branch.Node, branch.Iteration));
    }

    /// <summary>Puts a group before all others, itself in the given order.</summary>
    public void Push(IReadOnlyList<ReadyBranch> group)
    {
        for (var i = group.Count - 1; i >= 0; i--)
        {
            Note(_waiting.AddFirst(group[i]));
            Came?.Enqueue((group[i].Node, group[i].Iteration));
        }
    }

    /// <summary>Whether this node waits.</summary>
    public bool Holds(int node, string iteration) => Places.ContainsKey((node, iteration));

    /// <summary>Takes this node out of turn.</summary>
    public void Remove(int node, string iteration)
    {
        if (Places.Remove((node, iteration), out var place))
        {
            _waiting.Remove(place);
        }
    }

    public ReadyBranch Take()
    {
        _places = null;
        var first = _waiting.First!.Value;
        _waiting.RemoveFirst();
        return first;
    }

    public void Clear()
    {
        _places = null;
        _waiting.Clear();
    }

    private void Note(LinkedListNode<ReadyBranch> at) => _places?.Add((at.Value.Node, at.Value.Iteration), at);
}
