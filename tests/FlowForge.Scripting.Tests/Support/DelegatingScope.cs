using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Scripting.Tests.Support;

/// <summary>A scope with one item and one other node, whose answers a test may bend.</summary>
internal class DelegatingScope : IScriptScope
{
    private readonly TestScope _inner = TestScope.Of("{}").With("A", """{"x":1}""");

    public RunFacts Run => _inner.Run;

    public Node Node => _inner.Node;

    public Iteration Iteration => _inner.Iteration;

    public DateTimeOffset Now => _inner.Now;

    public ItemList Input(string? port = null) => _inner.Input(port);

    public virtual Outcome<ItemList> Output(string nodeName, string? port) => _inner.Output(nodeName, port);

    public Node? Find(string nodeName) => _inner.Find(nodeName);

    public ValueTask<IReadOnlyList<Outcome<PairedItem>>> PairAsync(string nodeName, int offset, int count, CancellationToken cancellation) =>
        _inner.PairAsync(nodeName, offset, count, cancellation);
}
