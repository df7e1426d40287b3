using System.Text.Json;
using FlowForge.Core.Execution;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.State;

namespace FlowForge.Core.Previews;

/// <summary>A recorded run as a node of it saw it when it began: results that were recorded before, as far as they may be asked for.</summary>
internal sealed class Moment(EngineParts parts, PlannedWorkflow planned, RunFacts facts, RunResults results, RecordSource records) : IRunView
{
    private readonly Dictionary<(int Node, string Iteration), OpenNode> _loops = [];

    public PlannedWorkflow Planned => planned;

    public RunFacts Facts => facts;

    public TimeProvider Clock => parts.Clock;

    /// <summary>The results.</summary>
    public RunResults Results => results;

    /// <summary>What the node got, when it has been recorded.</summary>
    public IReadOnlyList<PortInput>? Inputs { get; set; }

    /// <summary>When the node began, UTC; null when that was not recorded.</summary>
    public DateTimeOffset? At { get; set; }

    /// <summary>Notes a loop round the node.</summary>
    public void AddLoop(int node, string iteration, OpenNode loop) => _loops[(node, iteration)] = loop;

    /// <summary>All is read. Loops round the node are open at its moment, also those that have settled since.</summary>
    public void End()
    {
        foreach (var ((node, iteration), loop) in _loops)
        {
            results.Open(node, iteration, loop);
        }
    }

    public bool HasNode(string name) => planned.Names.Contains(name);

    public NodeRecord? FindSeen(int node, int asker, string iteration) => results.Seen(node, asker, iteration);

    public Line? FindLine(long sequence) => results.Lines.Find(sequence);

    public RecordSource Records() => records;

    public Task RecordedAsync() => Task.CompletedTask;

    public (int At, int Last)? LoopProgress(int node) => results.Trail?.ProgressOf(node);

    public OpenNode? FindOpen(int node, string iteration) => _loops.GetValueOrDefault((node, iteration));

    public async ValueTask<OrderedDictionary<string, JsonElement>> ReadStateAsync(StateScope scope, CancellationToken cancellation) =>
        parts.State is { } stored
            ? await stored.ReadAsync(facts.WorkflowId, scope, cancellation).ConfigureAwait(false)
            : new(StringComparer.Ordinal);
}
