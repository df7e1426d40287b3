using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Planning;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;
using FlowForge.Core.State;

namespace FlowForge.Core.Execution;

/// <summary>What scripts of one node run may see.</summary>
internal sealed class NodeScope(IRunView run, PlanNode node, Iteration iteration, NodeInput input) : IScriptScope
{
    private readonly ExecutionPlan _plan = run.Planned.Plan;

    public RunFacts Run { get; } = run.FactsFor(node.Index, iteration);

    public Node Node => node.Node;

    public Iteration Iteration => iteration;

    public DateTimeOffset Now { get; init; } = run.Clock.GetUtcNow();

    public ItemList Input(string? port = null)
    {
        var at = port is null ? 0 : IndexOf(node.InputPorts, port);
        return at >= 0 && at < input.Items.Length ? input.Items[at] : ItemList.Empty;
    }

    public PreviousNode? Previous
    {
        get
        {
            if (input.First is { } arrival)
            {
                var came = _plan.Outline.Edges[arrival.Edge];
                return new(_plan.Nodes[came.From].Node.DisplayName, came.FromPort, arrival.Run);
            }

            var edges = _plan.Outline.Nodes[node.Index].In.Select(index => _plan.Outline.Edges[index]).Where(edge => edge.ToPort == 0).ToList();
            var first = input.Ports.Length > 0 && input.Ports[0].Refs.Count > 0 ? input.Ports[0].Refs[0].Sequence : -1;
            var found = edges.Count == 1 ? edges[0]
                : edges.Find(edge => run.FindSeen(edge.From, node.Index, iteration.Path)?.Sequence == first) ?? edges.FirstOrDefault();
            return found is null ? null : new(_plan.Nodes[found.From].Node.DisplayName, found.FromPort, RunOf(found));
        }
    }

    public Outcome<ItemList> InputAt(int port) => port < input.Items.Length
        ? Outcome<ItemList>.From(input.Items[port])
        : Failure.Of(FailureCodes.Expression, $"This node has no input {port}.");

    public Outcome<ItemList> OutputAt(string nodeName, int? output, int? index)
    {
        var found = Find(nodeName) is null ? null : _plan.FindByName(nodeName);
        if (output is { } at && found is not null && at >= found.OutputPorts.Count)
        {
            return Failure.Of(FailureCodes.Expression, $"Node '{nodeName}' has no output {at}.");
        }

        if (index is { } wanted && found is not null && SeenRun(found) is { } seen && seen != wanted)
        {
            return Failure.Of(FailureCodes.Expression, $"Run {wanted} of node '{nodeName}' is not at hand; its run here is {seen}.");
        }

        return Output(nodeName, output is { } place && found is not null ? found.OutputPorts[place] : null);
    }

    public Outcome<JsonElement> Context(string nodeName)
    {
        if (_plan.FindByName(nodeName) is not { } target)
        {
            return Result(nodeName).Failure!;
        }

        if (_plan.Outline.JoinsEach && run.LoopProgress(target.Index) is var (at, last))
        {
            return LoopContext(at, last);
        }

        var body = _plan.Outline.Nodes[target.Index].Body;
        return body < 0 ? JsonConstants.EmptyObject : Progress(target.Index, body);
    }

    public Node? Find(string nodeName) => _plan.FindByName(nodeName)?.Node;

    public async ValueTask<Outcome<JsonElement>> StateAsync(string? nodeName, CancellationToken cancellation)
    {
        var owner = nodeName is null ? null : _plan.FindByName(nodeName)?.Node;
        return nodeName is not null && owner is null
            ? Failure.Of(FailureCodes.Expression, $"There is no node '{nodeName}'.")
            : StateJson.ToObject(await run.ReadStateAsync(new(owner?.Id), cancellation).ConfigureAwait(false));
    }

    public Outcome<ItemList> Output(string nodeName, string? port)
    {
        if (port is null or PlanGraph.LoopPort && Batch(nodeName) is { } batch)
        {
            return Outcome<ItemList>.From(batch.Items);
        }

        var found = Result(nodeName);
        if (found.IsFailure)
        {
            return found.Failure;
        }

        var (record, target) = found.Value;
        var at = port is null ? DefaultPort(target) : IndexOf(target.OutputPorts, port);
        return at < 0
            ? Failure.Of(FailureCodes.Expression, $"Node '{nodeName}' has no output port '{port}'.")
            : Outcome<ItemList>.From(at < record.Outputs.Count ? record.Outputs[at].Items : ItemList.Empty);
    }

    public async ValueTask<IReadOnlyList<Outcome<PairedItem>>> PairAsync(string nodeName, int offset, int count, CancellationToken cancellation)
    {
        if (Batch(nodeName) is { } batch && input.Ports.Length > 0)
        {
            var inBatch = new Pairing(_plan, run.FindLine, batch.Loop, batch.Refs);
            return await FollowAsync(inBatch, offset, count, at => new(new PairedItem(batch.Items, NodeInput.IndexOf(batch.Refs, at)))).ConfigureAwait(false);
        }

        var found = Result(nodeName);
        if (found.IsFailure || input.Ports.Length == 0)
        {
            var failure = found.Failure ?? Failure.Of(FailureCodes.LineageLost, "A trigger's items come from no node.");
            return [.. Enumerable.Repeat<Outcome<PairedItem>>(failure, count)];
        }

        var outputs = new PairedOutputs(run, found.Value.Record);
        var pairing = new Pairing(_plan, run.FindLine, found.Value.Node.Index);
        return await FollowAsync(pairing, offset, count, at => outputs.FindAsync(at, cancellation)).ConfigureAwait(false);
    }

    private async ValueTask<IReadOnlyList<Outcome<PairedItem>>> FollowAsync(Pairing pairing, int offset, int count, Func<ItemRef, ValueTask<PairedItem>> find)
    {
        var pairs = new Outcome<PairedItem>[count];
        for (var i = 0; i < count; i++)
        {
            var at = pairing.Follow(input.Ports[0], offset + i);
            pairs[i] = at.IsFailure ? at.Failure : await find(at.Value).ConfigureAwait(false);
        }

        return pairs;
    }

    /// <summary>What a loop around this node gave this iteration; null when the name is not such a loop's.</summary>
    private (int Loop, ItemList Items, IReadOnlyList<ItemRef> Refs)? Batch(string nodeName)
    {
        var outline = _plan.Outline;
        if (_plan.FindByName(nodeName) is not { } loop || outline.Nodes[loop.Index].Body is var body && body < 0)
        {
            return null;
        }

        var depth = outline.Scopes[body].Depth;
        var mine = iteration.Prefix(depth);
        if (iteration.Depth < depth || !Holds(body) || run.FindOpen(loop.Index, mine.Parent.Path) is not { BatchSize: > 0 } open)
        {
            return null;
        }

        var offset = mine.Last * open.BatchSize;
        var count = Math.Min(open.BatchSize, open.Input.Items[0].Count - offset);
        return (loop.Index, open.Input.Items[0].Range(offset, count), NodeInput.Slice(open.Input.Ports[0].Refs, offset, count).ToList());
    }

    /// <summary>Of a loop round this node the iteration it is in, of one that is over its last.</summary>
    private JsonElement Progress(int loop, int body)
    {
        var depth = _plan.Outline.Scopes[body].Depth;
        if (Holds(body) && iteration.Depth >= depth && iteration.Prefix(depth) is var mine
            && run.FindOpen(loop, mine.Parent.Path) is { BatchSize: > 0 } open)
        {
            return LoopContext(mine.Last, (open.Input.Items[0].Count - 1) / open.BatchSize);
        }

        return LoopContext(null, null);
    }

    private static JsonElement LoopContext(int? at, int? last)
    {
        var context = new System.Text.Json.Nodes.JsonObject { ["noItemsLeft"] = at == last };
        if (at is { } index)
        {
            context["currentRunIndex"] = index;
        }

        return JsonElement.Parse(context.ToJsonString());
    }

    /// <summary>The run of the node before this one that an edge's items come from.</summary>
    private int RunOf(OutlineEdge edge) => edge.Role == EdgeRole.LoopEntry ? iteration.Last : SeenRun(_plan.Nodes[edge.From]) ?? 0;

    /// <summary>Run index of the result that a node's name means here; null when there is none.</summary>
    private int? SeenRun(PlanNode target) =>
        run.FindSeen(target.Index, node.Index, iteration.Path) is { } record ? new Iteration(record.Iteration).Last : null;

    private bool Holds(int body)
    {
        var scopes = _plan.Outline.Scopes;
        for (var scope = _plan.Outline.Nodes[node.Index].Scope; scope >= 0; scope = scopes[scope].Parent)
        {
            if (scope == body)
            {
                return true;
            }
        }

        return false;
    }

    private Outcome<(NodeRecord Record, PlanNode Node)> Result(string nodeName)
    {
        if (_plan.FindByName(nodeName) is not { } target)
        {
            return run.HasNode(nodeName)
                ? NotUpstream(nodeName)
                : Failure.Of(FailureCodes.Expression, $"There is no node '{nodeName}'.");
        }

        // With join: each any node that has run may be asked.
        if (!_plan.Outline.JoinsEach && !run.Planned.Upstream.IsUpstream(target.Index, node.Index))
        {
            return NotUpstream(nodeName);
        }

        return run.FindSeen(target.Index, node.Index, iteration.Path) is { } record
            ? (record, target)
            : Failure.Of(FailureCodes.Expression, $"Node '{nodeName}' has not run.");
    }

    private static Failure NotUpstream(string nodeName) =>
        Failure.Of(FailureCodes.NotUpstream, $"Node '{nodeName}' is not upstream of this node, so its items may not be there yet.");

    /// <summary>The port by which this node is reached from the target, else its first.</summary>
    private int DefaultPort(PlanNode target) => run.Planned.Upstream.PortTowards(target.Index, node.Index);

    private static int IndexOf(IReadOnlyList<string> ports, string port)
    {
        for (var i = 0; i < ports.Count; i++)
        {
            if (ports[i] == port)
            {
                return i;
            }
        }

        return -1;
    }
}
