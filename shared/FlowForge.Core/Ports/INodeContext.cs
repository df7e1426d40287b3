using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.State;

namespace FlowForge.Core.Ports;

/// <summary>What a node sees of its run, and where it puts its items.</summary>
public interface INodeContext
{
    /// <summary>The node as drawn.</summary>
    Node Node { get; }

    /// <summary>The run it belongs to.</summary>
    RunFacts Run { get; }

    /// <summary>The iteration it runs in.</summary>
    Iteration Iteration { get; }

    /// <summary>1 for the first attempt.</summary>
    int Attempt { get; }

    /// <summary>Its input ports, in the kind's order.</summary>
    IReadOnlyList<string> InputPorts { get; }

    /// <summary>Its output ports, in the kind's order, without <c>error</c>.</summary>
    IReadOnlyList<string> OutputPorts { get; }

    /// <summary>The clock.</summary>
    TimeProvider Clock { get; }

    /// <summary>The binaries that items of this run may name: written and read here.</summary>
    IBinaries Binaries { get; }

    /// <summary>The joined items of an input port; empty when nothing came.</summary>
    ItemList Input(string port);

    /// <summary>The joined items of the first input port.</summary>
    ItemList FirstInput { get; }

    /// <summary>Puts an item out. Completes at once unless the output is being spilled to the store.</summary>
    /// <param name="port">An output port.</param>
    /// <param name="item">The item; its JSON must be an object, normalised (semantics 6).</param>
    /// <param name="origin">The input item it came from.</param>
    ValueTask WriteAsync(string port, Item item, Origin origin);

    /// <summary>Puts an item out that several input items made.</summary>
    ValueTask WriteAsync(string port, Item item, IReadOnlyList<Origin> origins);

    /// <summary>Puts a whole list out by reference, in the same order; nothing is copied.</summary>
    /// <param name="port">An output port.</param>
    /// <param name="inputPort">The input port whose items pass through.</param>
    void PassThrough(string port, string inputPort);

    /// <summary>
    /// Notes that one item of the first input port failed. With <c>onError: stop</c> the attempt fails once the kind returns;
    /// else this item goes on with the error on it, and the others as they are.
    /// Returns true when the kind may as well return now, since nothing it gives will be used.
    /// </summary>
    bool FailItem(int index, Failure failure);

    /// <summary>Whether any parameter is a template, so that what it says is not what is drawn.</summary>
    bool HasExpressions { get; }

    /// <summary>The parameters for each of <paramref name="count"/> items from <paramref name="offset"/> of the first input port: a value or the failure of its expressions.</summary>
    ValueTask<IReadOnlyList<Outcome<JsonElement>>> ResolveAsync(int offset, int count, CancellationToken cancellation);

    /// <summary>The parameters once, with the first item as <c>$json</c> (an empty one when there is none).</summary>
    ValueTask<Outcome<JsonElement>> ResolveOnceAsync(CancellationToken cancellation);

    /// <summary>Runs user code over the first input port; used by <c>code</c> and <c>custom</c>.</summary>
    ValueTask<ScriptResult> RunScriptAsync(ScriptStep step, CancellationToken cancellation);

    /// <summary>
    /// What the workflow keeps between its runs: what is durable, with this run's own changes on top. Keys stand in the order in which they
    /// were first set. The caller's own copy.
    /// </summary>
    ValueTask<OrderedDictionary<string, JsonElement>> ReadStateAsync(StateScope scope, CancellationToken cancellation);

    /// <summary>
    /// Changes it. The change lies in the record of this node run, and is applied once, when that is durable; it is dropped when this attempt
    /// does not give the node's result, and a test run never applies it. Past <see cref="Limits.StateChangeBytes"/>, or when a scope that
    /// was read here would pass <see cref="Limits.StateBytes"/> or <see cref="Limits.StateKeys"/>, the attempt fails with <c>limit.state</c>.
    /// </summary>
    void ChangeState(StateChange change);

    /// <summary>The nodes from which an edge of a kind of its own (<c>ai_*</c>) leads here, in document order, disabled ones left out.</summary>
    IReadOnlyList<Node> Connected(string edgeKind) => [];

    /// <summary>
    /// The value of parameters that are not this node's own, such as a connected node's, for an item of the first input port in whose place stands another. They see that item and the
    /// run, and no other node. Failures: <c>expression.*</c>, <c>node.parameter</c>.
    /// </summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="index">Index of the item.</param>
    /// <param name="item">What stands in its place.</param>
    /// <param name="cancellation">Stops it.</param>
    ValueTask<Outcome<JsonElement>> ResolveOtherAsync(JsonElement parameters, int index, Item item, CancellationToken cancellation) =>
        new(Failure.Of(FailureCodes.Parameter, "Parameters of other nodes have no value here."));

    /// <summary>
    /// The workflow that a call of this id would start: its published version, else its newest. Failures: <c>call.unknownWorkflow</c>, <c>call.notCallable</c>,
    /// <c>call.notHere</c>.
    /// </summary>
    ValueTask<Outcome<CallableWorkflow>> FindCallableAsync(string workflowId, CancellationToken cancellation) =>
        new(Failure.Of(FailureCodes.CallNotHere, "This host cannot start runs of other workflows yet."));

    /// <summary>Notes what calls of a language model took; all that one attempt notes stands in the metrics of its frame, also when it fails.</summary>
    void Spend(ModelUsage usage)
    {
    }

    /// <summary>What an outgoing call carries as <c>traceparent</c> (W3C Trace Context); null for none.</summary>
    string? TraceParent => null;

    /// <summary>The key of one outgoing call (semantics 4): base32(SHA-256(run, node, iteration, item, page, revision)).</summary>
    string IdempotencyKey(int item, int page);
}

/// <summary>Facts of a run that expressions and kinds may see.</summary>
public sealed record RunFacts
{
    /// <summary>26 base32 characters.</summary>
    public required string RunId { get; init; }

    /// <summary>Id of its workflow.</summary>
    public required string WorkflowId { get; init; }

    /// <summary>Name of its workflow.</summary>
    public required string WorkflowName { get; init; }

    /// <summary>Whether the workflow is active.</summary>
    public bool WorkflowActive { get; init; }

    /// <summary><c>manual</c>, <c>webhook</c>, <c>schedule</c>, <c>api</c>, <c>workflow</c> or <c>error</c>.</summary>
    public string Mode { get; init; } = "manual";

    /// <summary>IANA zone of <c>$now</c>.</summary>
    public string Timezone { get; init; } = "UTC";

    /// <summary>What becomes of what breaks.</summary>
    public Manner Manner { get; init; } = Manner.Own;

    /// <summary>Address of the next approval or webhook wait, or null.</summary>
    public string? ResumeUrl { get; init; }

    /// <summary>Revision of the workflow in this run, 0 at first.</summary>
    public int Revision { get; init; }

    /// <summary>Variables (<c>$vars</c>), an object.</summary>
    public JsonElement Variables { get; init; } = Serialization.JsonConstants.EmptyObject;
}
