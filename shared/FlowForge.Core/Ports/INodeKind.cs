using FlowForge.Core.Binaries;
using FlowForge.Core.Model;

namespace FlowForge.Core.Ports;

/// <summary>What a node does. One instance serves all runs at once, so it holds no state of a run.</summary>
public interface INodeKind
{
    /// <summary>Its description.</summary>
    KindDescription Description { get; }

    /// <summary>The input ports of a node, first the default.</summary>
    /// <param name="node">The node, whose parameters may add ports.</param>
    /// <param name="named">Input ports that edges name explicitly.</param>
    IReadOnlyList<string> InputPorts(Node node, IReadOnlyCollection<string> named) => Description.Inputs;

    /// <summary>The output ports of a node, first the default, without <c>error</c>, which every kind but a trigger has.</summary>
    IReadOnlyList<string> OutputPorts(Node node) => Description.Outputs;

    /// <summary>Whether this node's run leaves a mark outside, so that all before it is made durable first (semantics 4 b).</summary>
    bool HasEffect(Node node) => false;

    /// <summary>
    /// Whom a node of this kind calls, the code it runs, the hook it opens, the workflow it starts: for proposals, which show what they add.
    /// The parameters may be anything; what they do not tell is left out. Core adds credentials, expressions and <see cref="Capability.Trigger"/>.
    /// </summary>
    IEnumerable<Capability> Capabilities(Node node) => [];

    /// <summary>Problems that the schema cannot tell, or none. Paths are relative to the parameters, e.g. <c>rules[1].name</c>.</summary>
    IEnumerable<ParameterProblem> Check(Node node) => [];

    /// <summary>
    /// Runs one attempt. Expected trouble is a <see cref="NodeResult.Failed"/>, or <see cref="INodeContext.FailItem"/> for a single item;
    /// an exception other than cancellation is a fault of the kind, recorded as <c>node.fault</c>.
    /// </summary>
    ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation);
}

/// <summary>Something wrong with a node's parameters.</summary>
/// <param name="Code">A dotted code.</param>
/// <param name="Path">Place below the parameters, e.g. <c>rules[1].name</c>.</param>
/// <param name="Message">One sentence.</param>
/// <param name="IsWarning">True when the workflow may still run.</param>
public sealed record ParameterProblem(string Code, string Path, string Message, bool IsWarning = false);

/// <summary>How an attempt ended.</summary>
public abstract record NodeResult
{
    private NodeResult()
    {
    }

    /// <summary>It is done; its items are in the context's outputs.</summary>
    public static readonly NodeResult Done = new Completed();

    /// <summary>Done.</summary>
    /// <param name="Reply">What the webhook's caller gets, from a kind that <see cref="KindDescription.Replies"/>.</param>
    public sealed record Completed(Reply? Reply = null) : NodeResult;

    /// <summary>The attempt failed as a whole.</summary>
    /// <param name="Failure">Why; the runner fills in the node.</param>
    public sealed record Failed(Failures.Failure Failure) : NodeResult;

    /// <summary>A loop begins (only kinds with <see cref="KindDescription.IsLoop"/>).</summary>
    /// <param name="BatchSize">Items an iteration, 1 or more.</param>
    /// <param name="Concurrency">Live iterations, 1 to <see cref="Limits.LoopConcurrency"/>.</param>
    public sealed record LoopBegins(int BatchSize, int Concurrency) : NodeResult;

    /// <summary>Wait until a moment, then pass the first input port to <c>out</c> (only kinds that suspend).</summary>
    /// <param name="Until">The moment, UTC.</param>
    public sealed record WaitUntil(DateTimeOffset Until) : NodeResult;

    /// <summary>Start runs of another workflow (only kinds that <see cref="KindDescription.CallsWorkflows"/>); the engine does the rest.</summary>
    /// <param name="WorkflowId">The workflow.</param>
    /// <param name="IsPerItem">One run for each item of the first input port, else one for all.</param>
    /// <param name="IsAwaited">
    /// Whether the node waits for their ends and gives their outputs by its first port, in the order of its items; else the input goes on at once.
    /// </param>
    public sealed record CallWorkflow(string WorkflowId, bool IsPerItem, bool IsAwaited) : NodeResult;

    /// <summary>
    /// Start runs of other workflows, one a call, and go on when all of them have ended (only <see cref="ICallingKind"/>). The memo is durable before the first is started,
    /// so that what was decided is never decided twice.
    /// </summary>
    /// <param name="Calls">The calls, 1 to <see cref="Limits.CallWindow"/>.</param>
    /// <param name="Memo">What the kind is given when it goes on; short, e.g. the name of a binary that holds more.</param>
    public sealed record CallRuns(IReadOnlyList<RunToCall> Calls, string Memo) : NodeResult;

    /// <summary>Wait for a message (only <see cref="ISuspendingKind"/>).</summary>
    /// <param name="Mode">Signal, approval or webhook.</param>
    /// <param name="Until">The deadline, UTC; null for none.</param>
    /// <param name="Signal">Name of the signal, in mode signal.</param>
    /// <param name="Message">What the person who decides is told, or null.</param>
    public sealed record WaitFor(WaitMode Mode, DateTimeOffset? Until = null, string? Signal = null, string? Message = null) : NodeResult;
}

/// <summary>An answer to a webhook's caller.</summary>
/// <param name="Status">HTTP status, 200 to 599.</param>
/// <param name="Headers">Headers to set, in order.</param>
/// <param name="Body">The body; empty for none.</param>
/// <param name="ContentType">Type of the body, or null.</param>
public sealed record Reply(int Status, IReadOnlyList<KeyValuePair<string, string>> Headers, ReadOnlyMemory<byte> Body, string? ContentType)
{
    /// <summary>A binary of the run that is sent in the body's place, or null. <see cref="ContentType"/> wins over its own type.</summary>
    public BinaryRef? Binary { get; init; }
}
