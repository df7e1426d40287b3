using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Execution;

/// <summary>The scope of a node run, narrowed to some of its items and with other parameters than the node was drawn with.</summary>
internal sealed class GivenScope(IScriptScope whole, GivenInput given) : IScriptScope
{
    private readonly Node _node = whole.Node with { Parameters = given.Parameters };

    public RunFacts Run => whole.Run;

    public Node Node => _node;

    public PreviousNode? Previous => whole.Previous;

    public Iteration Iteration => whole.Iteration;

    public DateTimeOffset Now => whole.Now;

    public ItemList Input(string? port = null) => port is null ? whole.Input().Range(given.Offset, given.Count) : whole.Input(port);

    public Outcome<ItemList> Output(string nodeName, string? port) => whole.Output(nodeName, port);

    public Outcome<ItemList> OutputAt(string nodeName, int? output, int? run) => whole.OutputAt(nodeName, output, run);

    public Outcome<ItemList> InputAt(int port) => port == 0 ? Input() : whole.InputAt(port);

    public Outcome<JsonElement> Context(string nodeName) => whole.Context(nodeName);

    public Node? Find(string nodeName) => nodeName == _node.DisplayName ? _node : whole.Find(nodeName);

    public ValueTask<Outcome<JsonElement>> StateAsync(string? nodeName, CancellationToken cancellation) => whole.StateAsync(nodeName, cancellation);

    public ValueTask<IReadOnlyList<Outcome<PairedItem>>> PairAsync(string nodeName, int offset, int count, CancellationToken cancellation) =>
        whole.PairAsync(nodeName, given.Offset + offset, count, cancellation);
}
