using FlowForge.Core.Execution;
using FlowForge.Core.Frames;
using FlowForge.Core.Planning;

namespace FlowForge.Core.Forks;

/// <summary>A plan whose decider is told results one by one.</summary>
internal sealed class FilledPlan
{
    private readonly PlannedWorkflow _planned;
    private readonly RunState _state;
    private readonly List<RunCommand> _commands = [];

    /// <summary>A fresh decider; numbers it gives out begin at <paramref name="firstNumber"/>.</summary>
    public FilledPlan(PlannedWorkflow planned, int firstNumber, ForkPoint point)
    {
        _planned = planned;
        _state = planned.Decider.Begin();
        _state.Ready.Came = new();
        Beginning = new(firstNumber, planned.NodeIndex.GetValueOrDefault(point.NodeId, -1), point.Iteration);
        Tell(Beginning);
    }

    /// <summary>The event with which it began.</summary>
    public RunEvent.Forked Beginning { get; }

    public ExecutionPlan Plan => _planned.Plan;

    /// <summary>Skips it has asked for since they were last taken.</summary>
    public Queue<RunCommand.Skip> Skips { get; } = new();

    /// <summary>A node that has become ready since this was last asked.</summary>
    public bool TryNextReady(out (string NodeId, string Iteration) place)
    {
        var isThere = _state.Ready.Came!.TryDequeue(out var next);
        place = isThere ? (Plan.Nodes[next.Node].Node.Id, next.Iteration) : default;
        return isThere;
    }

    /// <summary>Nodes that give what is pinned to them.</summary>
    public IEnumerable<string> Pinned => Plan.Nodes.Where(node => _planned.IsPinned(node.Index)).Select(node => node.Node.Id);

    /// <summary>Whether the node gives what is pinned to it.</summary>
    public bool IsPinned(string nodeId) => _planned.NodeIndex.TryGetValue(nodeId, out var node) && _planned.IsPinned(node);

    /// <summary>Whether the node would run now if nothing more were told.</summary>
    public bool Takes(string nodeId, string iteration) =>
        _planned.NodeIndex.TryGetValue(nodeId, out var node) && _planned.Decider.Takes(_state, node, iteration);

    public void Tell(NodeRecord record)
    {
        var node = _planned.NodeIndex[record.NodeId];
        Tell(record.ToGiven(node, Plan.Nodes[node].OutputPorts.Count));
    }

    /// <summary>The event that tells it of a loop's beginning.</summary>
    public RunEvent.LoopGiven Tell(LoopBeginning loop)
    {
        var given = new RunEvent.LoopGiven(_planned.NodeIndex[loop.NodeId], loop.Iteration, loop.Items, loop.BatchSize, loop.Concurrency);
        Tell(given);
        return given;
    }

    private void Tell(RunEvent happened)
    {
        _commands.Clear();
        _planned.Decider.Apply(_state, happened, _commands);
        foreach (var skip in _commands.OfType<RunCommand.Skip>())
        {
            Skips.Enqueue(skip);
        }
    }
}

/// <summary>A loop has begun in a recorded run.</summary>
internal sealed record LoopBeginning(string NodeId, string Iteration, int Items, int BatchSize, int Concurrency);
