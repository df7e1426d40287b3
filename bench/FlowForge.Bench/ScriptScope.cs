using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Bench;

/// <summary>A scope over items in memory.</summary>
internal sealed class ScriptScope(ItemList items) : IScriptScope
{
    public RunFacts Run { get; } = new() { RunId = "abcdefghijklmnopqrstuvwxyz", WorkflowId = "wf", WorkflowName = "bench" };

    public Node Node { get; } = new() { Id = "n", Kind = "code" };

    public Iteration Iteration => Iteration.Root;

    public DateTimeOffset Now => DateTimeOffset.UnixEpoch;

    public ItemList Input(string? port = null) => items;

    public Outcome<ItemList> Output(string nodeName, string? port) => items;

    public Node? Find(string nodeName) => Node;

    public ValueTask<IReadOnlyList<Outcome<PairedItem>>> PairAsync(string nodeName, int offset, int count, CancellationToken cancellation) =>
        new([.. Enumerable.Range(offset, count).Select(index => (Outcome<PairedItem>)new PairedItem(items, index))]);
}
