using System.Text.Json;
using FlowForge.Core.Binaries;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.State;

namespace FlowForge.Core.Tests.Forks;

/// <summary>A node's context with other items on its input ports.</summary>
internal sealed class GivenInput(INodeContext inner, IReadOnlyDictionary<string, IReadOnlyList<Item>> items) : INodeContext
{
    public Node Node => inner.Node;

    public RunFacts Run => inner.Run;

    public Iteration Iteration => inner.Iteration;

    public int Attempt => inner.Attempt;

    public IReadOnlyList<string> InputPorts => inner.InputPorts;

    public IReadOnlyList<string> OutputPorts => inner.OutputPorts;

    public TimeProvider Clock => inner.Clock;

    public ItemList FirstInput => Input(InputPorts[0]);

    public bool HasExpressions => inner.HasExpressions;

    public IBinaries Binaries => inner.Binaries;

    public ItemList Input(string port) => ItemList.Of(items.GetValueOrDefault(port) ?? []);

    public ValueTask WriteAsync(string port, Item item, Origin origin) => inner.WriteAsync(port, item, origin);

    public ValueTask WriteAsync(string port, Item item, IReadOnlyList<Origin> origins) => inner.WriteAsync(port, item, origins);

    public void PassThrough(string port, string inputPort) => inner.PassThrough(port, inputPort);

    public bool FailItem(int index, Failure failure) => inner.FailItem(index, failure);

    public ValueTask<IReadOnlyList<Outcome<JsonElement>>> ResolveAsync(int offset, int count, CancellationToken cancellation) =>
        inner.ResolveAsync(offset, count, cancellation);

    public ValueTask<Outcome<JsonElement>> ResolveOnceAsync(CancellationToken cancellation) => inner.ResolveOnceAsync(cancellation);

    public ValueTask<ScriptResult> RunScriptAsync(ScriptStep step, CancellationToken cancellation) => inner.RunScriptAsync(step, cancellation);

    public ValueTask<OrderedDictionary<string, JsonElement>> ReadStateAsync(StateScope scope, CancellationToken cancellation) =>
        inner.ReadStateAsync(scope, cancellation);

    public void ChangeState(StateChange change) => inner.ChangeState(change);

    public string IdempotencyKey(int item, int page) => inner.IdempotencyKey(item, page);
}
