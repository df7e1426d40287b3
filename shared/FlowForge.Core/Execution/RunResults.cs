using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Planning;

namespace FlowForge.Core.Execution;

/// <summary>
/// The results of a live run by node and iteration, as far as something may still ask for them. Guarded by its run.
/// </summary>
internal sealed class RunResults(PlanOutline outline, bool keepsLines)
{
    private readonly Dictionary<(int Node, string Iteration), NodeRecord> _results = [];
    private readonly Dictionary<(int Node, string Around), NodeRecord> _last = [];
    private readonly int[][] _inside = Inside(outline);
    private readonly Dictionary<int, List<NodeRecord>> _kept = [];
    private readonly Dictionary<(int Node, string Iteration), OpenNode> _open = [];
    private readonly Dictionary<long, NodeRecord> _lines = [];
    private readonly Dictionary<(int Node, string Iteration), List<NodeRecord>> _failedAttempts = [];
    private readonly Dictionary<(int Node, string Iteration), InputEntry> _replaced = [];
    private readonly int[] _neededIn = NeededIn(outline);
    private readonly ILookup<int, int> _endsWith = NeededIn(outline)
        .Select((scope, node) => (scope, node)).Where(pair => pair.scope >= 0).ToLookup(pair => pair.scope, pair => pair.node);

    /// <summary>The items the run was started with.</summary>
    public PortOutput Start { get; set; } = new("out", ItemList.Empty, StoredItems.InRecord, new Lineage.SameOrder(0));

    /// <summary>Gives a node other items than its edges do.</summary>
    public void Replace(int node, InputEntry input)
    {
        _replaced[(node, input.Iteration)] = input;
        if (keepsLines)
        {
            _lines[input.Sequence] = Line(input);
        }
    }

    /// <summary>What callers gave in place of inputs and has not been used up.</summary>
    public IEnumerable<long> ReplacedInputs => _replaced.Values.Select(input => input.Sequence);

    /// <summary>The items a caller gave in place of a node's input, or null.</summary>
    public InputEntry? FindReplaced(int node, string iteration) => _replaced.Count == 0 ? null : _replaced.GetValueOrDefault((node, iteration));

    public void Add(int node, NodeRecord record)
    {
        _open.Remove((node, record.Iteration));
        _failedAttempts.Remove((node, record.Iteration));
        _replaced.Remove((node, record.Iteration));
        _results[(node, record.Iteration)] = record;
        if (keepsLines)
        {
            NoteLast(node, record);
            AddLine(record);
        }

        if (_neededIn[node] >= 0)
        {
            (_kept.TryGetValue(node, out var kept) ? kept : _kept[node] = []).Add(record);
        }
    }

    /// <summary>Keeps a record for following lineage only.</summary>
    public void AddLine(NodeRecord record) =>
        _lines[record.Sequence] = record with { Outputs = WithoutItems(record.Outputs) };

    public void AddFailedAttempt(int node, NodeRecord record)
    {
        _open.Remove((node, record.Iteration));
        (_failedAttempts.TryGetValue((node, record.Iteration), out var known) ? known : _failedAttempts[(node, record.Iteration)] = []).Add(record);
    }

    /// <summary>Attempts that failed and have not settled the node, first to last.</summary>
    public IReadOnlyList<NodeRecord> FailedAttempts(int node, string iteration) =>
        _failedAttempts.TryGetValue((node, iteration), out var known) ? known : [];

    public void Open(int node, string iteration, OpenNode open) => _open[(node, iteration)] = open;

    /// <summary>A wait or loop that has begun and not settled, or an ingress without its end.</summary>
    public OpenNode? FindOpen(int node, string iteration) => _open.GetValueOrDefault((node, iteration));

    public NodeRecord? Find(int node, string iteration) => _results.GetValueOrDefault((node, iteration));

    /// <summary>A record without its items, to follow lineage; kept only when the workflow asks for paired items.</summary>
    public NodeRecord? Line(long sequence) => _lines.GetValueOrDefault(sequence);

    /// <summary>The result that <c>$('X')</c> means: of the iteration that is the longest prefix of mine; of an ended inner scope or an earlier round, its last.</summary>
    public NodeRecord? Seen(int node, int asker, string from)
    {
        var own = outline.Nodes[node].Scope;
        var common = own;
        for (var other = outline.Nodes[asker].Scope; common != other;)
        {
            (common, other) = common > other ? (outline.Scopes[common].Parent, other) : (common, outline.Scopes[other].Parent);
        }

        var around = new Iteration(from).Prefix(outline.Scopes[common].Depth);
        if (common != own)
        {
            return _last.GetValueOrDefault((node, around.Path));
        }

        return Find(node, around.Path) is { } mine ? mine
            : outline.Scopes[own].Role == ScopeRole.Repeat ? _last.GetValueOrDefault((node, around.Parent.Path))
            : null;
    }

    /// <summary>The last by iteration, never by arrival: iterations that run side by side end in any order.</summary>
    private void NoteLast(int node, NodeRecord record)
    {
        for (var around = new Iteration(record.Iteration); around.Depth > 0;)
        {
            around = around.Parent;
            if (!_last.TryGetValue((node, around.Path), out var known) || IterationOrder.Compare(known.Iteration, record.Iteration) <= 0)
            {
                _last[(node, around.Path)] = record;
            }
        }
    }

    /// <summary>Results of all iterations below <paramref name="prefix"/>, in iteration order.</summary>
    public List<NodeRecord> Under(int node, string prefix)
    {
        var found = (_kept.GetValueOrDefault(node) ?? []).Where(record => IsUnder(record.Iteration, prefix)).ToList();
        found.Sort((a, b) => IterationOrder.Compare(a.Iteration, b.Iteration));
        return found;
    }

    /// <summary>Sequences of all records that something may still ask for, by what they are kept as.</summary>
    public (IEnumerable<long> Results, IEnumerable<long> Kept, IEnumerable<long> Failed) Sequences() => (
        _results.Values.Select(record => record.Sequence),
        _kept.Values.SelectMany(records => records).Select(record => record.Sequence),
        _failedAttempts.Values.SelectMany(records => records).Select(record => record.Sequence));

    /// <summary>Node runs that have begun and not settled.</summary>
    public IEnumerable<((int Node, string Iteration) Place, OpenNode Open)> OpenNodes => _open.Select(pair => (pair.Key, pair.Value));

    /// <summary>Puts a record back in its places, in the order in which <see cref="Sequences"/> gave it.</summary>
    public void Restore(int node, NodeRecord record, bool isResult, bool isKept)
    {
        if (isResult)
        {
            _results[(node, record.Iteration)] = record;
        }

        if (isKept)
        {
            (_kept.TryGetValue(node, out var kept) ? kept : _kept[node] = []).Add(record);
        }
    }

    /// <summary>An iteration has ended: only what leaves its scope, and the last of each node, is still asked for.</summary>
    public void Forget(int scope, Iteration iteration, bool isLast)
    {
        var shape = outline.Scopes[scope];
        foreach (var node in shape.Nodes)
        {
            if (shape.Role == ScopeRole.Repeat)
            {
                // A round's results are the next round's input.
                if (iteration.Last > 0)
                {
                    _results.Remove((node, iteration.Parent.Child(iteration.Last - 1).Path));
                }
            }

            if (isLast || shape.Role != ScopeRole.Repeat)
            {
                _results.Remove((node, iteration.Path));
            }
        }

        if (keepsLines)
        {
            foreach (var node in _inside[scope])
            {
                _last.Remove((node, iteration.Path));
            }
        }

        foreach (var node in _endsWith[scope])
        {
            _kept.GetValueOrDefault(node)?.RemoveAll(record => IsUnder(record.Iteration, iteration.Path));
        }
    }

    /// <summary>Given items as a record that no expression can name, so that lines lead through it.</summary>
    private static NodeRecord Line(InputEntry input) => new()
    {
        NodeId = "",
        Sequence = input.Sequence,
        IngressSequence = input.Sequence,
        Iteration = input.Iteration,
        Status = FrameStatus.Completed,
        StartedAt = default,
        Inputs = input.Instead,
        Outputs = WithoutItems(input.Ports),
    };

    private static List<PortOutput> WithoutItems(IReadOnlyList<PortOutput> outputs) =>
        outputs.Select(output => output with { Items = ItemList.Empty }).ToList();

    /// <summary>For each node the scope in whose iteration its results over all inner iterations are still asked for; -1 for none.</summary>
    private static int[] NeededIn(PlanOutline outline) => Array.ConvertAll(outline.Nodes, node => node.Out
        .Select(e => outline.Edges[e])
        .Where(edge => edge.Leaves >= 0 || edge.Role == EdgeRole.Back)
        .Select(edge => edge.Role == EdgeRole.Back ? outline.Scopes[edge.Home].Parent : outline.Scopes[edge.Leaves].Parent)
        .DefaultIfEmpty(-1)
        .Min());

    /// <summary>For each scope the nodes of the scopes inside it.</summary>
    private static int[][] Inside(PlanOutline outline)
    {
        var inside = Array.ConvertAll(outline.Scopes, _ => new List<int>());
        for (var scope = 1; scope < outline.Scopes.Length; scope++)
        {
            for (var around = outline.Scopes[scope].Parent; around >= 0; around = outline.Scopes[around].Parent)
            {
                inside[around].AddRange(outline.Scopes[scope].Nodes);
            }
        }

        return Array.ConvertAll(inside, nodes => nodes.ToArray());
    }

    private static bool IsUnder(string iteration, string prefix) =>
        prefix.Length == 0 || (iteration.StartsWith(prefix, StringComparison.Ordinal)
            && (iteration.Length == prefix.Length || iteration[prefix.Length] == '/'));
}

/// <summary>A node run that has begun and not settled.</summary>
/// <param name="IngressSequence">Sequence of its ingress frame.</param>
/// <param name="Attempt">The attempt.</param>
/// <param name="StartedAt">When, UTC.</param>
/// <param name="Input">Its input.</param>
internal sealed record OpenNode(long IngressSequence, int Attempt, DateTimeOffset StartedAt, NodeInput Input)
{
    /// <summary>Items of an iteration, when it is a loop.</summary>
    public int BatchSize { get; init; }
}
