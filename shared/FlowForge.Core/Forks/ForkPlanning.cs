using FlowForge.Core.Execution;
using FlowForge.Core.Failures;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Planning;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Forks;

/// <summary>Works out a fork from a frame: which result is withheld, and what stands in its place.</summary>
internal sealed class ForkPlanning(EngineParts parts, RecordedRun source, PlannedWorkflow rule, PlannedWorkflow into)
{
    public async ValueTask<Outcome<Fork>> FromFrameAsync(
        FrameDraft frame, IReadOnlyDictionary<string, IReadOnlyList<Item>>? items)
    {
        if (into.Plan.FindById(frame.NodeId) is not { } node)
        {
            return Failure.Of(ForkResult.Incompatible, $"The workflow no longer has node '{frame.NodeId}', or nothing leads to it.") with { NodeId = frame.NodeId };
        }

        var record = frame.Entry as NodeRecord;
        var isEgress = frame.Side == FrameSide.Egress;
        var isLoop = node.Kind?.Description.IsLoop == true;
        var fork = new Fork(source, rule, into, new(frame.NodeId, frame.Iteration, isLoop && isEgress && frame.Status == FrameStatus.Completed));
        if (items is null)
        {
            return isEgress && frame.Status == FrameStatus.Completed ? fork with { Result = record } : fork;
        }

        if (record is null && isEgress)
        {
            return Failure.Of("fork.skipped", $"Node '{frame.NodeId}' was skipped there, so it has no output to replace.") with { NodeId = frame.NodeId };
        }

        return isEgress ? await WithOutputAsync(fork, node, record!, items, isLoop).ConfigureAwait(false)
            : node.Index == 0 ? await WithStartAsync(fork, node, items).ConfigureAwait(false)
            : await WithInputAsync(fork, node, frame, items).ConfigureAwait(false);
    }

    private async ValueTask<Outcome<Fork>> WithOutputAsync(
        Fork fork, PlanNode node, NodeRecord record, IReadOnlyDictionary<string, IReadOnlyList<Item>> items, bool isLoop)
    {
        var ports = await BuildAsync(node.Node.Id, node.OutputPorts, items, (port, item) => Origins(record, node.OutputPorts[port], item)).ConfigureAwait(false);
        if (ports.IsFailure)
        {
            return ports.Failure;
        }

        if (isLoop && items.ContainsKey(PlanGraph.LoopPort))
        {
            return Failure.Of("fork.unknownPort", $"What loop '{node.Node.Id}' gives its iterations cannot be replaced; fork from its ingress frame instead.") with { NodeId = node.Node.Id };
        }

        var outputs = ports.Value[^1].Items.Count > 0 ? ports.Value : [.. ports.Value.Take(node.ErrorPort)];
        return fork with
        {
            Result = record with { Status = FrameStatus.Completed, IsPinned = false, Failure = null, Console = null, Outputs = outputs, Note = "Its output was given by hand." },
        };
    }

    private async ValueTask<Outcome<Fork>> WithStartAsync(Fork fork, PlanNode node, IReadOnlyDictionary<string, IReadOnlyList<Item>> items)
    {
        var ports = await BuildAsync(node.Node.Id, node.InputPorts, items, static (_, _) => Origin.None).ConfigureAwait(false);
        return ports.IsFailure ? ports.Failure : fork with { Start = new(ports.Value[0] with { Port = "out", Lineage = new Lineage.SameOrder(0) }) };
    }

    private async ValueTask<Outcome<Fork>> WithInputAsync(
        Fork fork, PlanNode node, FrameDraft frame, IReadOnlyDictionary<string, IReadOnlyList<Item>> items)
    {
        var ports = await BuildAsync(node.Node.Id, node.InputPorts, items, static (port, item) => new(port, item)).ConfigureAwait(false);
        var before = frame.Entry switch
        {
            NodeRecord record => record.Inputs,
            IngressEntry ingress => ingress.Inputs,
            _ => [],
        };
        return ports.IsFailure
            ? ports.Failure
            : fork with { Input = new(JournalEntry.NoSequence, frame.NodeId, frame.Iteration, ports.Value, before) };
    }

    private ValueTask<Outcome<IReadOnlyList<PortOutput>>> BuildAsync(
        string nodeId, IReadOnlyList<string> ports, IReadOnlyDictionary<string, IReadOnlyList<Item>> items, Func<int, int, Origin> origin) =>
        new GivenPorts(parts, source.Run.Family).BuildAsync(nodeId, ports, items, origin);

    /// <summary>An item of a replaced output is taken to come from where the one in its place came from.</summary>
    private static Origin Origins(NodeRecord record, string port, int item) =>
        record.Outputs.FirstOrDefault(output => output.Port == port) is { Lineage: not Lineage.Via } output && item < RecordSource.Count(output)
            && output.Lineage.Of(item) is [var first, ..]
                ? first
                : Origin.None;
}
