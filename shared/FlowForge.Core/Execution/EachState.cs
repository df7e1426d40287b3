namespace FlowForge.Core.Execution;

/// <summary>Items that have come to a node over an edge: those that run <paramref name="Run"/> of the edge's source put out.</summary>
/// <param name="Edge">The edge.</param>
/// <param name="Run">Run index of its source.</param>
/// <param name="Count">How many items.</param>
public readonly record struct Arrival(int Edge, int Run, int Count);

/// <summary>What a hand-out of <c>join: each</c> works on.</summary>
/// <param name="Arrivals">What its node has got, by port.</param>
/// <param name="Loop">Where the node, a loop, goes on; null when it begins, or is none.</param>
public sealed record Token(IReadOnlyList<Arrival> Arrivals, LoopPlace? Loop = null);

/// <summary>Where a loop of <c>join: each</c> stands.</summary>
/// <param name="Start">Run index of the run that began it.</param>
/// <param name="Arrivals">What that run got: the items that are cut into batches.</param>
/// <param name="BatchSize">Items of a batch.</param>
public sealed record LoopPlace(int Start, IReadOnlyList<Arrival> Arrivals, int BatchSize)
{
    /// <summary>Whether it has given <c>done</c>.</summary>
    public bool IsDone { get; init; }

    /// <summary>Items in all.</summary>
    public int Items => Arrivals.Sum(arrival => arrival.Count);
}

/// <summary>
/// What the decider knows of a run with <c>join: each</c>: tokens, never items. One node is at work at a time, and what waits holds up the rest, so that
/// the order of everything is the graph's alone.
/// </summary>
internal sealed class EachState(int nodes)
{
    /// <summary>Whether the trigger has been handed out.</summary>
    public bool HasBegun { get; set; }

    /// <summary>Runs that have begun, by node.</summary>
    public int[] Runs { get; } = new int[nodes];

    /// <summary>What is to run; the last is next.</summary>
    public List<IReadOnlyList<Arrival>> Stack { get; } = [];

    /// <summary>Nodes with several ports that have got something and lack something, oldest first.</summary>
    public List<Slot> Slots { get; } = [];

    /// <summary>What runs that have not settled have got.</summary>
    public Dictionary<(int Node, int Run), IReadOnlyList<Arrival>> Inputs { get; } = [];

    /// <summary>Loops that have begun.</summary>
    public SortedDictionary<int, LoopPlace> Loops { get; } = [];

    /// <summary>Deliveries of edges with <c>repeat</c>.</summary>
    public SortedDictionary<int, int> Deliveries { get; } = [];

    /// <summary>How often a run's items are still to be read.</summary>
    public Dictionary<(int Node, int Run), int> Uses { get; } = [];

    /// <summary>Runs of nodes that a change of the workflow has removed, by id.</summary>
    public SortedDictionary<string, int> Gone { get; } = new(StringComparer.Ordinal);

    /// <summary>What a run has got; null when it is not at work.</summary>
    public IReadOnlyList<Arrival>? InputOf(int node, string iteration) => Inputs.GetValueOrDefault((node, new Model.Iteration(iteration).Last));

    /// <summary>Puts an arrival into the oldest slot of its node that lacks its port; gives what the slot holds when it is full with that.</summary>
    public IReadOnlyList<Arrival>? Fill(int node, int port, int ports, Arrival arrival)
    {
        var slot = Slots.Find(slot => slot.Node == node && slot.Ports[port] is null);
        if (slot is null)
        {
            Slots.Add(slot = new(node, new Arrival?[ports]));
        }

        slot.Ports[port] = arrival;
        return Array.TrueForAll(slot.Ports, filled => filled is not null) ? Empty(slot) : null;
    }

    /// <summary>What is next: the newest token, else what the oldest slot holds; null when there is nothing.</summary>
    public IReadOnlyList<Arrival>? Next()
    {
        if (Stack.Count > 0)
        {
            var next = Stack[^1];
            Stack.RemoveAt(Stack.Count - 1);
            return next;
        }

        return Slots.Count > 0 ? Empty(Slots[0]) : null;
    }

    private Arrival[] Empty(Slot slot)
    {
        Slots.Remove(slot);
        return [.. slot.Ports.OfType<Arrival>()];
    }
}

/// <summary>A node with several ports that waits for more.</summary>
/// <param name="Node">The node.</param>
/// <param name="Ports">What each port has got.</param>
internal sealed record Slot(int Node, Arrival?[] Ports);
