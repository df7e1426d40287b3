using System.Text.Json;
using FlowForge.Core.Execution;
using FlowForge.Core.Planning;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Tests.Execution;

/// <summary>
/// A host without nodes, items or time: it answers hand-outs with the counts that <see cref="DrawnOutcome"/> gives, in any order it likes,
/// and looks that each node settles once and no join is early.
/// </summary>
internal sealed partial class SimulatedHost
{
    private readonly ExecutionPlan _plan;
    private readonly Decider _decider;
    private readonly DrawnOutcome _outcome;
    private readonly ReferenceModel? _model;
    private readonly Dictionary<string, DrawnNode> _drawn;
    private readonly Random _order;
    private readonly int _window;
    private readonly List<Func<RunEvent>> _pending = [];
    private readonly HashSet<(string, string)> _settled = [];
    private readonly HashSet<(string, string)> _retried = [];

    public SimulatedHost(ExecutionPlan plan, RandomGraph graph, DrawnOutcome outcome, ReferenceModel? model, int order, int window)
    {
        (_plan, _outcome, _model, _window) = (plan, outcome, model, window);
        _drawn = graph.Nodes.ToDictionary(node => node.Id);
        _order = new(order);
        _decider = new(plan.Outline, window);
        State = _decider.Begin();
    }

    /// <summary>Whether the state is written and read back after every event.</summary>
    public bool Keeps { get; init; }

    public RunState State { get; private set; }

    /// <summary>What happened to nodes, as <see cref="ReferenceModel.Line"/> writes it.</summary>
    public SortedSet<string> Log { get; } = new(StringComparer.Ordinal);

    /// <summary>Hand-outs in the order in which they were given, as <c>node[iteration]</c>.</summary>
    public List<string> HandOuts { get; } = [];

    public RunCommand.End? End { get; private set; }

    public void Run()
    {
        Apply(new RunEvent.Started());
        while (End is null)
        {
            Check(_pending.Count > 0, "nothing is out and the run has not ended");
            var at = _order.Next(_pending.Count);
            var next = _pending[at];
            _pending.RemoveAt(at);
            Apply(next());
        }

        Check(_pending.Count == 0, "something is out although the run has ended");
        foreach (var late in new RunEvent[] { new RunEvent.CancelRequested(), new RunEvent.TimerFired(0), new RunEvent.Cancelled(0, 0) })
        {
            var commands = new List<RunCommand>();
            _decider.Apply(State, late, commands);
            Check(commands.Count == 0, "a command after the end");
        }
    }

    private void Apply(RunEvent happened)
    {
        var commands = new List<RunCommand>();
        _decider.Apply(State, happened, commands);
        Check(State.Out.Count <= (_plan.Outline.IsSequential ? 1 : _window), "more is out than the window lets");
        foreach (var command in commands)
        {
            Check(End is null, "a command behind the end");
            Take(command);
        }

        if (Keeps && End is null)
        {
            Check(Kept(happened, RunEventJson.Write) == Kept(Read(happened), RunEventJson.Write), $"{happened} is kept otherwise");
            using var kept = JsonDocument.Parse(RunStateJson.Write(State));
            State = RunStateJson.Read(kept.RootElement, _plan.Outline);
        }
    }

    private void Take(RunCommand command)
    {
        switch (command)
        {
            case RunCommand.RunBranch run:
                HandOuts.Add($"{_plan.Nodes[run.HandOut.First].Node.Id}[{run.HandOut.Iteration}]");
                _pending.Add(() => Answer(run.HandOut));
                break;
            case RunCommand.ArmTimer timer:
                _pending.Add(() => new RunEvent.TimerFired(timer.Number));
                break;
            case RunCommand.Skip skip:
                foreach (var node in skip.Nodes)
                {
                    Settle(_plan.Nodes[node].Node.Id, skip.Iteration.Path, runs: false);
                }

                break;
            case RunCommand.End end:
                End = end;
                break;
            default:
                Check(command is RunCommand.Forget or RunCommand.ForgetRounds, $"an unexpected {command}");
                break;
        }
    }

    private RunEvent.Answer Answer(HandOut handOut, bool isInside = false)
    {
        if (handOut.Phase == HandOutPhase.Rounds)
        {
            return Rounds(handOut, null);
        }

        var branch = _plan.Outline.Branches[handOut.Branch];
        var path = handOut.Iteration.Path;
        var runs = 0;
        for (var p = _plan.Outline.Nodes[handOut.First].Position; ; p++)
        {
            var index = branch[p];
            var node = _drawn[_plan.Nodes[index].Node.Id];
            if ((isInside || index != handOut.First) && _order.Next(8) == 0)
            {
                // Branches inside a hand-out share its slice, which may be over before their first node.
                return new RunEvent.Yielded(handOut.Number, runs, index);
            }

            if (handOut.Phase == HandOutPhase.Begin && Suspend(handOut, node, index, runs, isInside) is { } suspended)
            {
                return suspended;
            }

            Settle(node.Id, path, runs: true);
            runs++;
            var counts = Array.ConvertAll([.. _plan.Nodes[index].OutputPorts], port => _outcome.Count(node.Id, path, port));
            if (p + 1 == branch.Length || counts[_plan.Outline.Edges[_plan.Outline.Nodes[index].Out[0]].FromPort] == 0)
            {
                return new RunEvent.Advanced(handOut.Number, runs, index, counts, true, ((long)handOut.Number << 20) + p);
            }
        }
    }

    private RunEvent.Answer? Suspend(HandOut handOut, DrawnNode node, int index, int runs, bool isInside)
    {
        if (node.Kind == 'l')
        {
            var (items, batch, concurrency) = _outcome.Loop(node.Id, handOut.Iteration.Path);
            var began = new RunEvent.LoopBegan(handOut.Number, runs, index, items, batch, concurrency);
            return !isInside && concurrency == 1 && _plan.Outline.Scopes[_plan.Outline.Nodes[index].Body].RunsThrough ? Rounds(handOut, began) : began;
        }

        if (node.Kind == 'w')
        {
            return new RunEvent.Waits(handOut.Number, runs, index, DateTimeOffset.UnixEpoch);
        }

        return _order.Next(8) == 0 && _retried.Add((node.Id, handOut.Iteration.Path))
            ? new RunEvent.RetryAt(handOut.Number, runs, index, DateTimeOffset.UnixEpoch)
            : null;
    }

    private void Settle(string node, string iteration, bool runs)
    {
        Check(_settled.Add((node, iteration)), $"{node}[{iteration}] settles twice");
        Log.Add(ReferenceModel.Line(node, iteration, runs));
        foreach (var before in _model?.Before(_drawn[node], iteration) ?? [])
        {
            Check(_settled.Contains(before), $"{node}[{iteration}] did not wait for {before}");
        }
    }

    private static void Check(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidOperationException(otherwise);
        }
    }
}
