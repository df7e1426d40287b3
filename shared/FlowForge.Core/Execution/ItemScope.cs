using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Execution;

/// <summary>The scope of a node run in which one item, made of one of its own, stands alone on the first input port.</summary>
/// <param name="whole">The node run's.</param>
/// <param name="item">The item.</param>
/// <param name="index">Index of the one it is made of.</param>
internal sealed class ItemScope(IScriptScope whole, Item item, int index) : IScriptScope
{
    private readonly ItemList _only = ItemList.Of([item]);

    public RunFacts Run => whole.Run;

    public Node Node => whole.Node;

    public PreviousNode? Previous => whole.Previous;

    public Iteration Iteration => whole.Iteration;

    public DateTimeOffset Now => whole.Now;

    public ItemList Input(string? port = null) => port is null ? _only : whole.Input(port);

    public Outcome<ItemList> Output(string nodeName, string? port) => whole.Output(nodeName, port);

    public Outcome<ItemList> OutputAt(string nodeName, int? output, int? run) => whole.OutputAt(nodeName, output, run);

    public Outcome<ItemList> InputAt(int port) => port == 0 ? _only : whole.InputAt(port);

    public Outcome<JsonElement> Context(string nodeName) => whole.Context(nodeName);

    public Node? Find(string nodeName) => whole.Find(nodeName);

    public ValueTask<Outcome<JsonElement>> StateAsync(string? nodeName, CancellationToken cancellation) => whole.StateAsync(nodeName, cancellation);

    public ValueTask<IReadOnlyList<Outcome<PairedItem>>> PairAsync(string nodeName, int offset, int count, CancellationToken cancellation) =>
        whole.PairAsync(nodeName, index + offset, count, cancellation);
}
