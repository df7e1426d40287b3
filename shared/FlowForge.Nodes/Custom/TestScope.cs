using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Nodes.Custom;

/// <summary>What a custom kind's source sees in a test: the test's items and parameters, and no other node.</summary>
internal sealed class TestScope(Node node, ItemList items, DateTimeOffset now) : IScriptScope
{
    public RunFacts Run { get; } = new() { RunId = "test", WorkflowId = "test", WorkflowName = "test" };

    public Node Node => node;

    public Iteration Iteration => Iteration.Root;

    public DateTimeOffset Now => now;

    public ItemList Input(string? port = null) => items;

    public Node? Find(string nodeName) => nodeName == node.DisplayName ? node : null;

    public Outcome<ItemList> Output(string nodeName, string? port) => NoNode(nodeName);

    public ValueTask<IReadOnlyList<Outcome<PairedItem>>> PairAsync(string nodeName, int offset, int count, CancellationToken cancellation) =>
        new([.. Enumerable.Repeat((Outcome<PairedItem>)NoNode(nodeName), count)]);

    private static Failure NoNode(string name) => Failure.Of(FailureCodes.Expression, $"There is no node '{name}' in a test of a kind.");
}
