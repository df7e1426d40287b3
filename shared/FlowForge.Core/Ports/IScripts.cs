using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.State;

namespace FlowForge.Core.Ports;

/// <summary>Expressions and user code. On a server no script runs inside the host process.</summary>
public interface IScripts
{
    /// <summary>Reads the templates in a node's parameters. Never fails: what does not parse is a failure of each resolution.</summary>
    IPreparedParameters Prepare(JsonElement parameters);

    /// <summary>
    /// The parameters for <paramref name="count"/> items of the scope's first input port from <paramref name="offset"/>,
    /// each with its expressions replaced by their values (a template that is one expression keeps its value's type).
    /// With <paramref name="count"/> 0, one result with an empty item.
    /// </summary>
    ValueTask<IReadOnlyList<Outcome<JsonElement>>> ResolveAsync(
        IPreparedParameters parameters, IScriptScope scope, int offset, int count, CancellationToken cancellation);

    /// <summary>
    /// Runs steps one behind the other, each on the items of the one before; the first on the scope's first input port.
    /// Gives a result for each step up to the first failure. All cross to the worker in one message.
    /// </summary>
    ValueTask<IReadOnlyList<ScriptResult>> RunAsync(
        IReadOnlyList<ScriptStep> chain, IScriptScope scope, CancellationToken cancellation);

    /// <summary>
    /// Whether a step asks for nothing but the items of its own input: no other node, nothing that is kept between runs. What it gives is then known as soon as its input is.
    /// </summary>
    bool AsksOnlyItsInput(ScriptStep step) => false;

    /// <summary>Names of nodes a source asks for by <c>$('Name')</c> or <c>$node['Name']</c>, literal ones; null in the list for a computed name.</summary>
    IReadOnlyList<string?> NodeNames(string source);

    /// <summary>
    /// A source, or a template when it starts with <c>=</c>, that asks for <paramref name="to"/> wherever it asked for <paramref name="from"/> by
    /// a literal <c>$('from')</c>, <c>$items('from')</c> or <c>$node['from']</c>. All else stays as it is, and so does what does not parse.
    /// </summary>
    string RenameNode(string source, string from, string to);

    /// <summary>Says whether a code node's source parses: null, or the failure with line and column in its message.</summary>
    Failure? Check(string source);
}

/// <summary>Parameters whose templates have been read.</summary>
public interface IPreparedParameters
{
    /// <summary>Whether they are what they are drawn as: no text in them is a template.</summary>
    bool IsLiteral { get; }

    /// <summary>Names of nodes they ask for; null in the list for a computed name.</summary>
    IReadOnlyList<string?> NodeNames { get; }

    /// <summary>What does not parse: path below the parameters and the failure.</summary>
    IReadOnlyList<KeyValuePair<string, Failure>> Problems { get; }
}

/// <summary>One piece of user code over items.</summary>
/// <param name="NodeId">The node, for messages.</param>
/// <param name="NodeName">The node's name, for <c>$prevNode</c> and messages.</param>
/// <param name="Source">JavaScript, the body of an async function.</param>
/// <param name="PerItem">Once an item (<c>$json</c> in, an object or null out) or once for all (<c>$input.all()</c> in, an array out).</param>
/// <param name="Timeout">Time for the whole step, at most <see cref="Limits.ScriptSeconds"/>.</param>
/// <param name="RunOnce">Only the first item is used.</param>
/// <param name="CollectItemFailures">In per-item mode, go on after an item fails and list it in <see cref="ScriptResult.ItemFailures"/>.</param>
public sealed record ScriptStep(
    string NodeId, string NodeName, string Source, bool PerItem, TimeSpan Timeout, bool RunOnce = false, bool CollectItemFailures = false)
{
    /// <summary>Parameters and items for this step, in place of the node's own; null for those. Only for a step that runs by itself.</summary>
    public GivenInput? Given { get; init; }
}

/// <summary>What a script is given in place of its node's own parameters and items.</summary>
/// <param name="Parameters">What <c>$parameter</c> is.</param>
/// <param name="Offset">First of the items of the first input port.</param>
/// <param name="Count">How many of them.</param>
public sealed record GivenInput(JsonElement Parameters, int Offset, int Count);

/// <summary>What a step gave.</summary>
public sealed record ScriptResult
{
    /// <summary>Items, normalised; empty on failure.</summary>
    public IReadOnlyList<Item> Items { get; init; } = [];

    /// <summary>For each item the input item's index, -1 for none; null when each has the index of its place ("same order").</summary>
    public IReadOnlyList<int>? Origins { get; init; }

    /// <summary>Console lines, at most <see cref="Limits.ConsoleLength"/> characters in all, or null.</summary>
    public string? Console { get; init; }

    /// <summary>Why it failed, or null.</summary>
    public Failure? Failure { get; init; }

    /// <summary>Items that failed in per-item mode, by input index.</summary>
    public IReadOnlyList<KeyValuePair<int, Failure>> ItemFailures { get; init; } = [];

    /// <summary>What the script changed of the workflow's state; empty on failure.</summary>
    public IReadOnlyList<StateChange> State { get; init; } = [];

    /// <summary>Time it took in the worker.</summary>
    public TimeSpan Duration { get; init; }
}

/// <summary>What scripts of one node run may see; asked only for what preparation found in the source.</summary>
public interface IScriptScope
{
    /// <summary>Facts of the run.</summary>
    RunFacts Run { get; }

    /// <summary>The node that asks.</summary>
    Node Node { get; }

    /// <summary>The node through which its first input port is reached, which <c>$prevNode</c> shows; null when there is none.</summary>
    PreviousNode? Previous => null;

    /// <summary>Its iteration; <see cref="Iteration.Last"/> is <c>$runIndex</c>.</summary>
    Iteration Iteration { get; }

    /// <summary>The moment that <c>$now</c> and <c>$today</c> show in this node run.</summary>
    DateTimeOffset Now { get; }

    /// <summary>The joined items of an input port; null means the first.</summary>
    ItemList Input(string? port = null);

    /// <summary>
    /// Items of another node by name. <paramref name="port"/> null means the port through which this node is reached, else the first.
    /// Failures: <see cref="FailureCodes.NotUpstream"/> and <see cref="FailureCodes.Expression"/> (no such node, or it has not run).
    /// </summary>
    Outcome<ItemList> Output(string nodeName, string? port);

    /// <summary>
    /// Items of an output of another node by its index, and of one of its runs; null means what <see cref="Output"/> means. Failures: those of
    /// <see cref="Output"/>, and <see cref="FailureCodes.Expression"/> for an output that it has not, or a run that is not at hand.
    /// </summary>
    Outcome<ItemList> OutputAt(string nodeName, int? output, int? run) => output is null or 0 && run is null
        ? Output(nodeName, null)
        : Failure.Of(FailureCodes.Expression, $"Node '{nodeName}' has no other output or run here.");

    /// <summary>Items of an input port by its index. Failures: <see cref="FailureCodes.Expression"/> for one that the node has not.</summary>
    Outcome<ItemList> InputAt(int port) => port == 0
        ? Input()
        : Failure.Of(FailureCodes.Expression, $"This node has no input {port}.");

    /// <summary>
    /// How far a loop is, as this node sees it: <c>{ noItemsLeft, currentRunIndex }</c>; an empty object for a node that is none. Failures as for <see cref="Output"/>.
    /// </summary>
    Outcome<JsonElement> Context(string nodeName) => Find(nodeName) is null
        ? Failure.Of(FailureCodes.Expression, $"There is no node '{nodeName}'.")
        : Serialization.JsonConstants.EmptyObject;

    /// <summary>Facts of another node: its parameters and name, for <c>$('X').params</c>; null when there is none.</summary>
    Node? Find(string nodeName);

    /// <summary>
    /// What the workflow keeps between its runs, an object: the state of the node of that name, or with null the workflow's own.
    /// Failures: <see cref="FailureCodes.Expression"/> (no such node, or nothing is kept here).
    /// </summary>
    ValueTask<Outcome<JsonElement>> StateAsync(string? nodeName, CancellationToken cancellation) =>
        new(Failure.Of(FailureCodes.Expression, "Nothing is kept between runs here."));

    /// <summary>
    /// The item of <paramref name="nodeName"/> that each of <paramref name="count"/> items of the first input port came from.
    /// </summary>
    ValueTask<IReadOnlyList<Outcome<PairedItem>>> PairAsync(string nodeName, int offset, int count, CancellationToken cancellation);
}

/// <summary>The node that a node's first input comes from.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Output">Index of the output port that leads here.</param>
/// <param name="Run">Its run index.</param>
public readonly record struct PreviousNode(string Name, int Output = 0, int Run = 0);

/// <summary>An item of a node's run, which need not be the run that <see cref="IScriptScope.Output"/> means: an item behind a loop came from its own iteration.</summary>
/// <param name="Items">The items of an output port of that run.</param>
/// <param name="Index">Its index among them.</param>
public readonly record struct PairedItem(ItemList Items, int Index);
