using FlowForge.Core.Model;
using FlowForge.Core.Planning;

namespace FlowForge.Core.Execution;

/// <summary>One application of an event: nodes settle, edges deliver or die, iterations end, all by a work list and without recursion.</summary>
internal sealed partial class DeciderStep(PlanOutline outline, ScopeShape[] shapes, RunState state, List<RunCommand> commands)
{
    private readonly Queue<(int Node, string Iteration)> _ready = new();
    private readonly Queue<(int Scope, string Iteration)> _ended = new();
    private readonly List<ReadyBranch> _runs = [];
    private readonly List<(int Node, string Iteration)> _skipped = [];

    public List<RunCommand> Commands => commands;

    public void Start()
    {
        if (IsEach)
        {
            BeginRun(0, []);
            return;
        }

        BeginIteration(0, "", isLaterRound: false);
        MakeReady(0, "", HandOutPhase.Begin);
    }

    /// <summary>A change of the workflow has left nodes and scopes of which nobody has asked what becomes of them.</summary>
    public void Ask()
    {
        state.Unasked.ForEach(_ready.Enqueue);
        state.Unended.ForEach(_ended.Enqueue);
        state.Unasked.Clear();
        state.Unended.Clear();
    }

    public void MakeReady(int node, string iteration, HandOutPhase phase, LoopRounds? rounds = null, int mail = 0) =>
        _runs.Add(new(node, iteration, phase, rounds, mail));

    public void Take(HandOut handOut, RunEvent.Answer answer)
    {
        var path = handOut.Iteration.Path;
        EndCall(handOut, answer);
        switch (answer)
        {
            case RunEvent.Calls calls:
                SettleBefore(handOut, calls.Node);
                BeginCall(calls, path);
                break;
            case RunEvent.Advanced advanced:
                Advance(handOut, advanced);
                break;
            case RunEvent.Yielded yielded:
                SettleBefore(handOut, yielded.Next);
                Yield(handOut, yielded.Next);
                break;
            case RunEvent.RetryAt retry:
                SettleBefore(handOut, retry.Node);
                Arm(retry.Number, retry.Node, path, retry.At, isRetry: true);
                break;
            case RunEvent.Waits waits:
                SettleBefore(handOut, waits.Node);
                Arm(waits.Number, waits.Node, path, waits.Until, isRetry: false);
                break;
            case RunEvent.WaitsFor waits:
                SettleBefore(handOut, waits.Node);
                BeginWait(waits, path);
                break;
            case RunEvent.Breaks breaks:
                Pause(handOut, new OpenPause(breaks.Node, path, null, -1, breaks.Until));
                break;
            case RunEvent.LoopBegan began:
                BeginLoop(began.Node, path, new() { Items = began.Items, BatchSize = began.BatchSize, Concurrency = began.Concurrency });
                break;
            case RunEvent.RanRounds ran:
                TakeRounds(handOut, ran);
                break;
        }
    }

    /// <summary>A hand-out whose first node has not run is handed out again as it was.</summary>
    private void Yield(HandOut handOut, int next)
    {
        var isFirst = next == handOut.First;
        MakeReady(next, handOut.Iteration.Path, isFirst ? handOut.Phase : HandOutPhase.Begin, mail: isFirst ? handOut.Mail : 0);
    }

    /// <summary>Works until nothing follows any more, then gives out what is ready and what is skipped.</summary>
    public void Finish()
    {
        while (state.Ending is null)
        {
            if (_ready.TryDequeue(out var next))
            {
                Consider(next.Node, next.Iteration);
            }
            else if (_ended.TryDequeue(out var ended))
            {
                EndIteration(ended.Scope, ended.Iteration);
            }
            else
            {
                break;
            }
        }

        AddSkips();
        if (state.Ending is not null)
        {
            return;
        }

        if (outline.IsSequential)
        {
            state.Ready.Push(_runs.OrderBy(run => outline.Nodes[run.Node].Document).ToList());
        }
        else
        {
            foreach (var run in _runs)
            {
                state.Ready.Queue(run);
            }
        }

        _runs.Clear();
    }

    private void Advance(HandOut handOut, RunEvent.Advanced advanced)
    {
        SettleBefore(handOut, advanced.Node);
        SettleResult(new(advanced.Node, handOut.Iteration.Path, advanced.Sequence), advanced.Counts, advanced.IsCompleted);
    }

    private void SettleResult(OutputCandidate result, int[] counts, bool isCompleted)
    {
        if (IsEach)
        {
            SettleEach(result, counts, isCompleted);
            return;
        }

        if (outline.Nodes[result.Node].Body >= 0)
        {
            CloseLoop(result.Node, result.Iteration);
        }

        var delivered = Settle(result.Node, result.Iteration, counts);
        if (isCompleted && !delivered)
        {
            Offer(result);
        }
    }

    private void Offer(OutputCandidate candidate)
    {
        if (state.Output is not { } best || candidate.Node > best.Node
            || (candidate.Node == best.Node && IterationOrder.Compare(candidate.Iteration, best.Iteration) >= 0))
        {
            state.Output = candidate;
        }
    }

    /// <summary>Nodes of the branch before <paramref name="node"/> are settled; their edges are the branch's inner links, which nobody else reads.</summary>
    private void SettleBefore(HandOut handOut, int node)
    {
        if (IsEach)
        {
            // A branch is one node.
            return;
        }

        var settled = outline.Nodes[node].Position - outline.Nodes[handOut.First].Position;
        Count(outline.Nodes[node].Scope, handOut.Iteration.Path, settled);
    }

    private void Count(int scope, string path, int settled)
    {
        var live = state.Iterations[(scope, path)];
        live.Remaining -= settled;
        if (live.Remaining == 0 && settled > 0)
        {
            _ended.Enqueue((scope, path));
        }
    }

    private void Arm(int number, int node, string path, DateTimeOffset until, bool isRetry)
    {
        state.Timers.Add(number, new(node, path, until, isRetry));
        commands.Add(new RunCommand.ArmTimer(number, node, new(path), until, isRetry));
    }

    /// <summary>All edges of the node are settled: it runs, or it is skipped.</summary>
    private void Consider(int node, string path)
    {
        var shape = outline.Nodes[node];
        var live = state.Iterations[(shape.Scope, path)];
        if (shape.AlwaysRun || live.Came?[shape.Local] == true || Array.Exists(shape.In, index => outline.Edges[index] is var e && e.Home == shape.Scope && live.Counts[e.Local] > 0))
        {
            MakeReady(node, path, HandOutPhase.Begin);
            return;
        }

        SkipRest(shape, path);
    }

    /// <summary>A dead node takes the rest of its branch with it, but for what a fork holds back.</summary>
    private void SkipRest(OutlineNode first, string path)
    {
        var branch = Unheld(outline.Branches[first.Branch].AsSpan(first.Position), path);
        if (branch.IsEmpty)
        {
            return;
        }

        foreach (var node in branch)
        {
            _skipped.Add((node, path));
        }

        if (first.Body >= 0)
        {
            EndScope(first.Body, path);
        }

        Count(first.Scope, path, branch.Length - 1);
        Settle(branch[^1], path, null);
    }

    /// <summary>Settles a node's edges; null counts mean that none delivers. True when one did.</summary>
    private bool Settle(int node, string path, int[]? counts)
    {
        var delivered = false;
        var shape = outline.Nodes[node];
        foreach (var index in shape.Out)
        {
            var edge = outline.Edges[index];
            if (edge.Role == EdgeRole.LoopEntry)
            {
                continue;
            }

            var count = counts is null ? 0 : counts[edge.FromPort];
            delivered |= count > 0;
            Deliver(index, shape.Scope, path, count);
        }

        Count(shape.Scope, path, 1);
        return delivered;
    }

    private void Deliver(int index, int scope, string path, int count)
    {
        var edge = outline.Edges[index];
        if (edge.Role == EdgeRole.Repeat)
        {
            DeliverRepeat(edge, scope, path, count);
            return;
        }

        var home = HomePath(edge, path);
        if (edge.Leaves >= 0)
        {
            if (state.Inside is not null && !state.Iterations.ContainsKey((edge.Home, home)))
            {
                state.Left[index] = state.Left.GetValueOrDefault(index) + count;
                return;
            }

            state.Iterations[(edge.Home, home)].Counts[edge.Local] += count;
            return;
        }

        SettleEdge(edge, home, count);
    }

    private void DeliverRepeat(OutlineEdge edge, int scope, string path, int count)
    {
        state.Iterations[(scope, path)].Next![edge.Local] = count;
        if (count > 0)
        {
            var deliveries = state.Repeats[(scope, new Iteration(path).Parent.Path)].Deliveries;
            deliveries[edge.Local] = deliveries.GetValueOrDefault(edge.Local) + 1;
        }
    }

    /// <summary>The iteration in which an edge settles, seen from an iteration inside it.</summary>
    private string HomePath(OutlineEdge edge, string path)
    {
        var depth = outline.Scopes[edge.Home].Depth;
        return edge.Enters
            ? new Iteration(path).Prefix(depth - 1).Child(0).Path
            : new Iteration(path).Prefix(depth).Path;
    }

    private void SettleEdge(OutlineEdge edge, string home, int count)
    {
        var live = state.Iterations[(edge.Home, home)];
        live.Counts[edge.Local] = count;
        if (edge.Role == EdgeRole.Back)
        {
            return;
        }

        var node = outline.Nodes[edge.To];
        live.Open[node.Local]--;
        if (edge.Enters)
        {
            SettleEntry(edge, home, live, count);
        }
        else if (live.IsAlive && live.Open[node.Local] == 0)
        {
            _ready.Enqueue((edge.To, home));
        }
    }

    private void SettleEntry(OutlineEdge edge, string home, LiveIteration live, int count)
    {
        var parent = new Iteration(home).Parent.Path;
        var repeat = state.Repeats[(edge.Home, parent)];
        repeat.EntriesOpen--;
        if (live.IsAlive)
        {
            if (live.Open[outline.Nodes[edge.To].Local] == 0)
            {
                _ready.Enqueue((edge.To, home));
            }
        }
        else if (count > 0 || live.Came?[outline.Nodes[edge.To].Local] == true)
        {
            live.IsAlive = true;
            foreach (var node in outline.Scopes[edge.Home].Nodes.Where(node => live.Open[outline.Nodes[node].Local] == 0))
            {
                _ready.Enqueue((node, home));
            }
        }
        else if (repeat.EntriesOpen == 0)
        {
            _ended.Enqueue((edge.Home, home));
        }
    }

    /// <summary>One command for each run of skipped nodes that follow one another in a branch.</summary>
    private void AddSkips()
    {
        for (var i = 0; i < _skipped.Count;)
        {
            var (first, iteration) = _skipped[i];
            var nodes = new List<int>();
            for (; i < _skipped.Count && _skipped[i].Iteration == iteration && outline.Nodes[_skipped[i].Node].Branch == outline.Nodes[first].Branch; i++)
            {
                nodes.Add(_skipped[i].Node);
            }

            commands.Add(new RunCommand.Skip(state.NextNumber++, nodes, new(iteration)));
        }

        _skipped.Clear();
    }
}
