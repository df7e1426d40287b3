using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Planning;

namespace FlowForge.Core.Execution;

/// <summary>
/// The results of a live run by node and iteration, as far as something may still ask for them. Guarded by its run.
/// </summary>
/// <param name="needs">For how long they may be asked for.</param>
/// <param name="asked">Which ones scripts ask for by name.</param>
internal sealed partial class RunResults(ResultNeeds needs, AskedNodes asked)
{
    private AskedNodes _asked = asked;
    private readonly PlanOutline _outline = needs.Outline;
    private readonly EachTrail? _trail = needs.Outline.JoinsEach ? new(needs.Outline) : null;
    private readonly Dictionary<(int Node, string Iteration), NodeRecord> _results = [];
    private readonly Dictionary<(int Node, string Around), NodeRecord> _last = [];
    private readonly Dictionary<int, List<NodeRecord>> _kept = [];
    private readonly Dictionary<(int Node, string Iteration), OpenNode> _open = [];
    private readonly Dictionary<(int Node, string Iteration), LoopSize> _loops = [];
    private readonly Dictionary<(int Node, string Iteration), List<NodeRecord>> _failedAttempts = [];
    private readonly Dictionary<(int Node, string Iteration), InputEntry> _replaced = [];

    /// <summary>The items the run was started with.</summary>
    public PortOutput Start { get; set; } = new("out", ItemList.Empty, StoredItems.InRecord, new Lineage.SameOrder(0));

    /// <summary>Gives a node other items than its edges do.</summary>
    public void Replace(int node, InputEntry input)
    {
        _replaced[(node, input.Iteration)] = input;
        Lines.Restore(input.Sequence, Line.Of(input));
    }

    /// <summary>What callers gave in place of inputs and has not been used up.</summary>
    public IEnumerable<long> ReplacedInputs => _replaced.Values.Select(input => input.Sequence);

    /// <summary>The items a caller gave in place of a node's input, or null.</summary>
    public InputEntry? FindReplaced(int node, string iteration) => _replaced.Count == 0 ? null : _replaced.GetValueOrDefault((node, iteration));

    public void Add(int node, NodeRecord record)
    {
        _open.Remove((node, record.Iteration));
        _failedAttempts.Remove((node, record.Iteration));
        if (!_outline.Nodes[node].IsLoop)
        {
            // A loop of join: each cuts its later batches from it too.
            _replaced.Remove((node, record.Iteration));
        }

        _came.Remove((node, record.Iteration));
        _results[(node, record.Iteration)] = record;
        _trail?.Add(node, record);
        if (_asked.IsAsked(node))
        {
            NoteLast(node, record);
        }

        AddLine(node, record);
        foreach (var back in needs.BackTo(node))
        {
            // The loop has settled: what came back over its edges stands in its record.
            _kept.GetValueOrDefault(back)?.RemoveAll(kept => IsUnder(kept.Iteration, record.Iteration));
        }

        if (needs.NeededIn(node) >= 0)
        {
            (_kept.TryGetValue(node, out var kept) ? kept : _kept[node] = []).Add(record);
        }
    }

    /// <summary>What the records tell of runs, with <c>join: each</c>; null with <c>join: all</c>.</summary>
    public EachTrail? Trail => _trail;

    /// <summary>Keeps a record for following lineage only.</summary>
    public void AddLine(int node, NodeRecord record) => Lines.Add(node, record);

    public void AddFailedAttempt(int node, NodeRecord record)
    {
        _open.Remove((node, record.Iteration));
        (_failedAttempts.TryGetValue((node, record.Iteration), out var known) ? known : _failedAttempts[(node, record.Iteration)] = []).Add(record);
    }

    /// <summary>Attempts that failed and have not settled the node, first to last.</summary>
    public IReadOnlyList<NodeRecord> FailedAttempts(int node, string iteration) =>
        _failedAttempts.TryGetValue((node, iteration), out var known) ? known : [];

    public void Open(int node, string iteration, OpenNode open) => _open[(node, iteration)] = open;

    /// <summary>A loop has begun; it is known until its iteration ends, also when it has settled, so that its rounds can be gone through again.</summary>
    public void BeginLoop(int node, string iteration, LoopSize size) => _loops[(node, iteration)] = size;

    /// <summary>A node run that had begun was cancelled.</summary>
    public void Close(int node, string iteration) => _open.Remove((node, iteration));

    /// <summary>A wait or loop that has begun and not settled, or an ingress without its end.</summary>
    public OpenNode? FindOpen(int node, string iteration) => _open.GetValueOrDefault((node, iteration));

    /// <summary>How a loop began; null when it has not.</summary>
    public LoopSize? FindLoop(int node, string iteration) => _loops.GetValueOrDefault((node, iteration));

    public NodeRecord? Find(int node, string iteration) => _results.GetValueOrDefault((node, iteration));

    /// <summary>Lines, to follow items back; kept only when the workflow asks for other nodes' items.</summary>
    public Lines Lines
    {
        get => field ??= new(_asked, Reachable);
        private set;
    }

    /// <summary>
    /// Scripts ask for other nodes from now on. Where all results are still here, as in a run without loops, their lines are made anew; elsewhere who asks has seen to it that no more is
    /// asked for than before (<see cref="RevisionRule"/>).
    /// </summary>
    public void Ask(AskedNodes asked)
    {
        if (asked.IsWithin(_asked))
        {
            return;
        }

        var before = Lines.Live;
        _asked = asked;
        LinesAgain(before);
    }

    private void LinesAgain(IEnumerable<KeyValuePair<long, Line>> before)
    {
        Lines = new(_asked, Reachable);
        foreach (var (sequence, line) in before)
        {
            Lines.Restore(sequence, line);
        }

        foreach (var ((node, _), record) in _results)
        {
            Lines.Add(node, record);
        }
    }

    /// <summary>The result that <c>$('X')</c> means: of the iteration that is the longest prefix of mine; of an ended inner scope or an earlier round, its last.</summary>
    public NodeRecord? Seen(int node, int asker, string from)
    {
        if (_outline.JoinsEach)
        {
            return _last.GetValueOrDefault((node, ""));
        }

        var own = _outline.Nodes[node].Scope;
        var common = own;
        for (var other = _outline.Nodes[asker].Scope; common != other;)
        {
            (common, other) = common > other ? (_outline.Scopes[common].Parent, other) : (common, _outline.Scopes[other].Parent);
        }

        var around = new Iteration(from).Prefix(_outline.Scopes[common].Depth);
        if (common != own)
        {
            return _last.GetValueOrDefault((node, around.Path));
        }

        return Find(node, around.Path) is { } mine ? mine
            : _outline.Scopes[own].Role == ScopeRole.Repeat ? _last.GetValueOrDefault((node, around.Parent.Path))
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

    /// <summary>The last result of each node that is asked for, by the iteration that it is the last of.</summary>
    public IEnumerable<KeyValuePair<(int Node, string Around), NodeRecord>> Last => _last;

    /// <summary>Puts the last result of a node back.</summary>
    public void RestoreLast(int node, string around, NodeRecord record) => _last[(node, around)] = record;

    /// <summary>Sequences of records that something may still ask for, by what they are kept as, those of <see cref="Ended"/> left out.</summary>
    public (IEnumerable<long> Results, IEnumerable<long> Kept, IEnumerable<long> Failed) Sequences() => (
        _results.Values.Select(record => record.Sequence),
        _kept.SelectMany(pair => pair.Value.Where(record => _results.ContainsKey((pair.Key, record.Iteration)))).Select(record => record.Sequence),
        _failedAttempts.Values.SelectMany(records => records).Select(record => record.Sequence));

    /// <summary>Results of ended iterations, which their scope's end asks for.</summary>
    public IEnumerable<NodeRecord> Ended =>
        _kept.SelectMany(pair => pair.Value.Where(record => !_results.ContainsKey((pair.Key, record.Iteration))));

    /// <summary>Node runs that have begun and not settled.</summary>
    public IEnumerable<((int Node, string Iteration) Place, OpenNode Open)> OpenNodes => _open.Select(pair => (pair.Key, pair.Value));

    /// <summary>Of these the loop and what lies in its body, first begun first.</summary>
    public List<((int Node, string Iteration) Place, OpenNode Open)> OpenInside(int loop, string iteration)
    {
        var body = _outline.Nodes[loop].Body;
        return _open.Where(pair => pair.Key == (loop, iteration)
                || (pair.Key.Iteration.Length > iteration.Length && IsUnder(pair.Key.Iteration, iteration) && needs.IsWithin(_outline.Nodes[pair.Key.Node].Scope, body)))
            .OrderBy(pair => pair.Value.IngressSequence).Select(pair => (pair.Key, pair.Value)).ToList();
    }

    /// <summary>Loops that have begun in iterations that have not ended.</summary>
    public IEnumerable<KeyValuePair<(int Node, string Iteration), LoopSize>> Loops => _loops;

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

    /// <summary>With <c>join: each</c>: nobody reads this run's items any more but who asks for the node's last run.</summary>
    public void ForgetRun(int node, string iteration)
    {
        _results.Remove((node, iteration));
        _replaced.Remove((node, iteration));
    }

    /// <summary>An iteration has ended: only what leaves its scope, and the last of each node, is still asked for.</summary>
    public void Forget(int scope, Iteration iteration, bool isLast)
    {
        var shape = _outline.Scopes[scope];
        foreach (var node in shape.Nodes)
        {
            _loops.Remove((node, iteration.Path));
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

        if (_last.Count > 0)
        {
            foreach (var node in needs.Inside(scope))
            {
                _last.Remove((node, iteration.Path));
            }
        }

        foreach (var node in needs.EndingWith(scope))
        {
            _kept.GetValueOrDefault(node)?.RemoveAll(record => IsUnder(record.Iteration, iteration.Path));
        }
    }

    /// <summary>Rounds of a loop have ended inside a hand-out: as <see cref="Forget"/> for each iteration below that is not live any more.</summary>
    public void ForgetRounds(int loop, Iteration at, IReadOnlySet<(int Scope, string Iteration)> live)
    {
        var body = _outline.Nodes[loop].Body;
        bool IsInside(int node, string iteration) =>
            iteration.Length > at.Path.Length && IsUnder(iteration, at.Path) && needs.IsWithin(_outline.Nodes[node].Scope, body);
        bool IsLive(int node, string iteration) => live.Contains((_outline.Nodes[node].Scope, iteration));

        // A round's results are the next round's input.
        bool IsInput(int node, string iteration) =>
            _outline.Scopes[_outline.Nodes[node].Scope].Role == ScopeRole.Repeat && new Iteration(iteration) is var round
            && IsLive(node, round.Parent.Child(round.Last + 1).Path);

        Drop(_results, (node, iteration) => IsInside(node, iteration) && !IsLive(node, iteration) && !IsInput(node, iteration));
        Drop(_loops, (node, iteration) => IsInside(node, iteration) ? !IsLive(node, iteration) : live.Count == 0 && (node, iteration) == (loop, at.Path));
        var paths = live.Select(place => place.Iteration).ToHashSet(StringComparer.Ordinal);
        Drop(_last, (node, around) => IsInside(node, around) && !paths.Contains(around));
        foreach (var (node, kept) in _kept.Where(pair => needs.NeededIn(pair.Key) is var scope && scope >= 0 && needs.IsWithin(scope, body)))
        {
            var depth = _outline.Scopes[needs.NeededIn(node)].Depth;
            kept.RemoveAll(record => IsUnder(record.Iteration, at.Path) && !paths.Contains(new Iteration(record.Iteration).Prefix(depth).Path));
        }
    }

    /// <summary>Sequences from which items may still be followed back: of what is kept, and of what open nodes have got.</summary>
    private IEnumerable<long> Reachable() => _results.Values
        .Concat(_kept.Values.SelectMany(records => records))
        .Concat(_last.Values)
        .Concat(_came.Values.SelectMany(rows => rows).Select(row => row.Record))
        .Select(record => record.Sequence)
        .Concat(ReplacedInputs)
        .Concat(_open.Values.SelectMany(open => open.Input.Ports).SelectMany(port => port.Refs).Select(range => range.Sequence));

    private static void Drop<T>(Dictionary<(int Node, string Iteration), T> from, Func<int, string, bool> isGone)
    {
        foreach (var key in from.Keys.Where(key => isGone(key.Node, key.Iteration)).ToList())
        {
            from.Remove(key);
        }
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
