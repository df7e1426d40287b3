using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Planning;
using FlowForge.Core.Ports;
using FlowForge.Core.State;

namespace FlowForge.Core.Execution;

/// <summary>One attempt of a node: what it reads, and what it has put out so far.</summary>
internal sealed class NodeContext : INodeContext
{
    private readonly LiveRun _run;
    private readonly PlanNode _node;
    private readonly NodeInput _input;
    private readonly bool _triesLeft;
    private readonly PortOutput?[] _passed;
    private readonly OutputBuilder?[] _built;
    private PriorityQueue<Failure, int>? _failing;
    private readonly IReadOnlyList<string> _outputPorts;
    private NodeScope? _scope;
    private NodeState? _state;

    public NodeContext(LiveRun run, PlanNode node, Iteration iteration, int attempt, NodeInput input, bool triesLeft)
    {
        (_run, _node, _input, _triesLeft) = (run, node, input, triesLeft);
        (Iteration, Attempt, Clock) = (iteration, attempt, run.Clock);
        _outputPorts = node.OutputPorts;
        _passed = new PortOutput?[node.OutputPorts.Count];
        _built = new OutputBuilder?[node.OutputPorts.Count];
    }

    /// <summary>A result that was fetched together with those of other nodes, used by the first script call.</summary>
    public ScriptResult? Ahead { get; set; }

    /// <summary>Console output of its scripts.</summary>
    public string? Console { get; private set; }

    /// <summary>What makes the attempt fail whatever the kind returns.</summary>
    public Failure? Fatal { get; private set; }

    /// <summary>The first item failure.</summary>
    public Failure? ItemFailure { get; private set; }

    /// <summary>Items that failed.</summary>
    public int FailedItems { get; private set; }

    /// <summary>What it took of language models; no calls when it asked none.</summary>
    public ModelUsage Usage { get; private set; }

    public Node Node => _node.Node;

    public RunFacts Run => Scope.Run;

    public Iteration Iteration { get; }

    public int Attempt { get; }

    public IReadOnlyList<string> InputPorts => _node.InputPorts;

    public IReadOnlyList<string> OutputPorts => _node.NamedOutputs;

    public TimeProvider Clock { get; init; }

    public IBinaries Binaries => _run.Binaries;

    public ItemList FirstInput => _input.Items[0];

    public string? TraceParent => _run.Trace.Outgoing;

    public bool HasExpressions => !_run.Planned.Parameters(_node.Index).IsLiteral;

    /// <summary>Bytes put out.</summary>
    public long Bytes => _built.Sum(built => built?.Bytes ?? 0);

    private NodeScope Scope => _scope ??= new(_run, _node, Iteration, _input);

    /// <summary>What it changed of the workflow's state.</summary>
    public IReadOnlyList<StateChange> StateChanges => _state?.Changes ?? [];

    public ItemList Input(string port) => Scope.Input(port);

    public ValueTask<OrderedDictionary<string, JsonElement>> ReadStateAsync(StateScope scope, CancellationToken cancellation) =>
        (_state ??= new(_run)).ReadAsync(scope, cancellation);

    public void ChangeState(StateChange change) => Fatal ??= (_state ??= new(_run)).Change(change);

    public ValueTask WriteAsync(string port, Item item, Origin origin)
    {
        if (_failing is not null)
        {
            return DrainThenWriteAsync(port, item, origin);
        }

        return Sized(item) is { } size ? Builder(port).AddAsync(item, origin, size) : ValueTask.CompletedTask;
    }

    public async ValueTask WriteAsync(string port, Item item, IReadOnlyList<Origin> origins)
    {
        await DrainAsync().ConfigureAwait(false);
        if (Sized(item) is { } size)
        {
            await Builder(port).AddAsync(item, origins, size).ConfigureAwait(false);
        }
    }

    public IReadOnlyList<Node> Connected(string edgeKind)
    {
        var workflow = _run.Planned.Plan.Workflow;
        var from = workflow.Edges.Where(edge => edge.Kind == edgeKind && edge.To == _node.Node.Id).Select(edge => edge.From).ToHashSet(StringComparer.Ordinal);
        return [.. workflow.Nodes.Where(node => !node.Disabled && from.Contains(node.Id))];
    }

    public async ValueTask<Outcome<JsonElement>> ResolveOtherAsync(JsonElement parameters, int index, Item item, CancellationToken cancellation)
    {
        var prepared = _run.Scripts.Prepare(parameters);
        if (prepared.NodeNames.Count > 0)
        {
            // What other nodes gave is kept for those that are planned to ask for it, and a connected node is not.
            return Failure.Of(FailureCodes.Parameter, $"These parameters see the item of node '{_node.Node.DisplayName}' and no other node; put what they need on it.");
        }

        return prepared.IsLiteral ? parameters : (await _run.Scripts.ResolveAsync(prepared, new ItemScope(Scope, item, index), 0, 1, cancellation).ConfigureAwait(false))[0];
    }

    public async ValueTask<Outcome<CallableWorkflow>> FindCallableAsync(string workflowId, CancellationToken cancellation)
    {
        if (_run.Calls is not { } calls)
        {
            return RunCalls.NotHere;
        }

        var found = await calls.FindAsync(workflowId, NodeCalls.Trigger, cancellation).ConfigureAwait(false);
        return found.IsFailure
            ? found.Failure
            : new CallableWorkflow(workflowId, found.Value.Workflow.Name, found.Value.Workflow.Description, found.Value.Workflow.InputSchema);
    }

    public void Spend(ModelUsage usage) => Usage += usage;

    public void PassThrough(string port, string inputPort)
    {
        var to = Place(_outputPorts, port);
        var from = Place(_node.InputPorts, inputPort);
        _passed[to] = _input.Referred(from, port, new Lineage.SameOrder(from));
    }

    public bool FailItem(int index, Failure failure)
    {
        var named = failure with { NodeId = _node.Node.Id, Item = index };
        ItemFailure ??= named;
        FailedItems++;
        if (_node.Node.OnError == OnError.Stop || _triesLeft || HandsOn(named))
        {
            return true;
        }

        (_failing ??= new()).Enqueue(named, index);
        return false;
    }

    public ValueTask<IReadOnlyList<Outcome<JsonElement>>> ResolveAsync(int offset, int count, CancellationToken cancellation)
    {
        if (HasExpressions)
        {
            return _run.Scripts.ResolveAsync(_run.Planned.Parameters(_node.Index), Scope, offset, count, cancellation);
        }

        var same = new Outcome<JsonElement>[count];
        Array.Fill(same, _node.Node.Parameters);
        return new(same);
    }

    public async ValueTask<Outcome<JsonElement>> ResolveOnceAsync(CancellationToken cancellation)
    {
        if (!HasExpressions)
        {
            return _node.Node.Parameters;
        }

        var count = Math.Min(1, FirstInput.Count);
        var resolved = await _run.Scripts.ResolveAsync(_run.Planned.Parameters(_node.Index), Scope, 0, count, cancellation).ConfigureAwait(false);
        return resolved[0];
    }

    public async ValueTask<ScriptResult> RunScriptAsync(ScriptStep step, CancellationToken cancellation)
    {
        var result = Ahead;
        Ahead = null;
        if (result is null)
        {
            IScriptScope scope = step.Given is { } given ? new GivenScope(Scope, given) : Scope;
            var results = await _run.Scripts.RunAsync([step], scope, cancellation).ConfigureAwait(false);
            result = results[0];
        }

        foreach (var change in result.Failure is null ? result.State : [])
        {
            ChangeState(change);
        }

        Console = Console is null || result.Console is null ? Console ?? result.Console : Console + result.Console;
        return result;
    }

    public string IdempotencyKey(int item, int page) =>
        Identity.IdempotencyKey(_run.Id, _node.Node.Id, Iteration.Path, item, page, _run.RevisionOf(_node.Index));

    /// <summary>Whether a failure lets the whole input go on as it came: with <see cref="OnError.Pass"/>, and in n8n's manner when a script gives what are no items.</summary>
    public bool HandsOn(Failure failure) => _node.Node.OnError == OnError.Pass
        || (_node.Node.OnError == OnError.Continue && Run.Manner == Manner.N8n && failure.Code == FailureCodes.ScriptResult);

    /// <summary>Puts the whole input out by <paramref name="port"/> with the error on each item; in n8n's manner one item with the error.</summary>
    public async ValueTask WriteErrorsAsync(int port, Failure failure, CancellationToken cancellation)
    {
        Array.Clear(_built);
        Array.Clear(_passed);
        _failing = null;
        if (HandsOn(failure))
        {
            PassThrough(_outputPorts[port], _node.InputPorts[0]);
            return;
        }

        var input = FirstInput;
        var builder = Builder(_outputPorts[port]);
        if (input.Count == 0 || Run.Manner == Manner.N8n)
        {
            var alone = ErrorItems.With(new(Serialization.JsonConstants.EmptyObject), failure, Run.Manner, isOut: false);
            await builder.AddAsync(alone, Origin.None, ItemPages.Size(alone)).ConfigureAwait(false);
            return;
        }

        for (var i = 0; i < input.Count;)
        {
            foreach (var item in await input.ReadAsync(i, Limits.PageItems, cancellation).ConfigureAwait(false))
            {
                var marked = ErrorItems.With(item, failure, Run.Manner, isOut: true);
                await builder.AddAsync(marked, Origin.First(i++), ItemPages.Size(marked)).ConfigureAwait(false);
            }
        }
    }

    /// <summary>The outputs, a port each, <c>error</c> only when it has items.</summary>
    public async ValueTask<PortOutput[]> BuildAsync()
    {
        await DrainAsync().ConfigureAwait(false);
        var ports = _built[^1] is null ? _node.ErrorPort : _outputPorts.Count;
        var outputs = new PortOutput[ports];
        for (var i = 0; i < ports; i++)
        {
            outputs[i] = _passed[i] ?? (_built[i] is { } built
                ? await built.BuildAsync().ConfigureAwait(false)
                : new(_outputPorts[i], ItemList.Empty, StoredItems.InRecord, EmptyLineage));
        }

        // n8n looks at the first output alone.
        if (_node.Node.AlwaysOutput && outputs.Take(_run.Planned.Plan.Outline.JoinsEach ? 1 : outputs.Length).All(output => output.Items.Count == 0))
        {
            outputs[0] = outputs[0] with
            {
                Items = ItemList.Of([new(Serialization.JsonConstants.EmptyObject)]),
                Stored = StoredItems.InRecord,
                Lineage = new Lineage.One([Origin.None]),
            };
        }

        return outputs;
    }

    private static readonly Lineage EmptyLineage = new Lineage.SameOrder(0);

    private async ValueTask DrainThenWriteAsync(string port, Item item, Origin origin)
    {
        await DrainAsync(origin.Port == 0 ? origin.Index : int.MaxValue).ConfigureAwait(false);
        if (Sized(item) is { } size)
        {
            await Builder(port).AddAsync(item, origin, size).ConfigureAwait(false);
        }
    }

    /// <summary>Items before <paramref name="end"/> that failed go on in their place, with the error on them.</summary>
    private async ValueTask DrainAsync(int end = int.MaxValue)
    {
        // A kind may say which items failed before it writes the others.
        var port = _node.Node.OnError == OnError.ErrorOutput ? _node.ErrorPort : 0;
        while (_failing is not null && _failing.TryPeek(out var failure, out var index) && index < end)
        {
            _failing.Dequeue();
            _failing = _failing.Count == 0 ? null : _failing;
            var found = await FirstInput.ReadAsync(index, 1, CancellationToken.None).ConfigureAwait(false);
            var marked = ErrorItems.With(found[0], failure, Run.Manner, port == _node.ErrorPort);
            await Builder(_outputPorts[port]).AddAsync(marked, Origin.First(index), ItemPages.Size(marked)).ConfigureAwait(false);
        }
    }

    private int? Sized(Item item)
    {
        var size = ItemPages.Size(item);
        if (size <= Limits.ItemBytes)
        {
            return size;
        }

        Fatal ??= Failure.Of(FailureCodes.ItemTooLarge, $"An item has {size} bytes; at most {Limits.ItemBytes} are allowed.");
        return null;
    }

    private OutputBuilder Builder(string port) => _built[Place(_outputPorts, port)] ??= _run.NewOutput(port);

    private int Place(IReadOnlyList<string> ports, string port)
    {
        for (var i = 0; i < ports.Count; i++)
        {
            if (ports[i] == port)
            {
                return i;
            }
        }

        throw new ArgumentException($"Node '{_node.Node.Id}' has no port '{port}'.");
    }
}
