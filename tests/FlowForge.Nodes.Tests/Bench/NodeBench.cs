using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.State;
using Microsoft.Extensions.Time.Testing;

namespace FlowForge.Nodes.Tests.Bench;

/// <summary>One node on its own: items in, items out, in memory. Its only expressions are <c>={{ $json.path }}</c>.</summary>
internal sealed class NodeBench(INodeKind kind, Node node) : INodeContext
{
    private readonly Dictionary<string, ItemList> inputs = [];
    private IReadOnlyCollection<string> named = [];

    /// <summary>Items per output port.</summary>
    public Dictionary<string, List<BenchItem>> Output { get; } = [];

    /// <summary>Ports that were passed on by reference.</summary>
    public List<string> Passed { get; } = [];

    /// <summary>Failures by item.</summary>
    public Dictionary<int, Failure> ItemFailures { get; } = [];

    /// <summary>What is kept between runs; survives from bench to bench when handed on.</summary>
    public Dictionary<StateScope, OrderedDictionary<string, JsonElement>> State { get; init; } = [];

    /// <summary>What scripts give.</summary>
    public Func<ScriptStep, ScriptResult>? Script { get; init; }

    public FakeTimeProvider FakeClock { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public Node Node => node;

    public RunFacts Run { get; init; } = new() { RunId = new('0', 26), WorkflowId = "bench", WorkflowName = "Bench" };

    public Iteration Iteration => Iteration.Root;

    public int Attempt => 1;

    public IReadOnlyList<string> InputPorts => kind.Description.IsTrigger ? ["in"] : kind.InputPorts(node, named);

    public IReadOnlyList<string> OutputPorts => kind.OutputPorts(node);

    public TimeProvider Clock => FakeClock;

    public ItemList FirstInput => Input(InputPorts[0]);

    public bool HasExpressions { get; } = BenchExpressions.Has(node.Parameters);

    public NodeBench With(string port, ItemList items)
    {
        inputs[port] = items;
        named = [.. inputs.Keys];
        return this;
    }

    public NodeBench With(string port, params string[] items) => With(port, ItemList.Of([.. items.Select(json => new Item(JsonElement.Parse(json)))]));

    public ValueTask<NodeResult> RunAsync() => kind.RunAsync(this, CancellationToken.None);

    /// <summary>The JSON of a port's items, without white space.</summary>
    public string[] Texts(string port) => [.. Output.GetValueOrDefault(port, []).Select(one => BenchJson.Compact(one.Item.Json))];

    public ItemList Input(string port) => inputs.GetValueOrDefault(port, ItemList.Empty);

    public ValueTask WriteAsync(string port, Item item, Origin origin) => WriteAsync(port, item, [origin]);

    public ValueTask WriteAsync(string port, Item item, IReadOnlyList<Origin> origins)
    {
        Assert.Contains(port, OutputPorts);
        Assert.DoesNotContain(port, Passed);
        Assert.Equal(JsonValueKind.Object, item.Json.ValueKind);
        PortOf(port).Add(new(item, origins));
        return default;
    }

    public void PassThrough(string port, string inputPort)
    {
        Assert.Contains(port, OutputPorts);
        var at = InputPorts.ToList().IndexOf(inputPort);
        Assert.True(at >= 0, $"There is no input {inputPort}.");
        Assert.Empty(PortOf(port));
        Passed.Add(port);
        var items = Input(inputPort).ReadAllAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult();
        PortOf(port).AddRange(items.Select((item, index) => new BenchItem(item, [new(at, index)])));
    }

    public bool FailItem(int index, Failure failure)
    {
        ItemFailures.TryAdd(index, failure);
        return node.OnError == OnError.Stop;
    }

    public async ValueTask<IReadOnlyList<Outcome<JsonElement>>> ResolveAsync(int offset, int count, CancellationToken cancellation)
    {
        var items = await FirstInput.Range(offset, count).ReadAllAsync(cancellation);
        return [.. items.Select(item => BenchExpressions.Resolve(node.Parameters, item.Json))];
    }

    public async ValueTask<Outcome<JsonElement>> ResolveOnceAsync(CancellationToken cancellation)
    {
        if (!HasExpressions)
        {
            return node.Parameters;
        }

        var first = FirstInput.Count == 0 ? default : (await FirstInput.ReadAsync(0, 1, cancellation))[0];
        return BenchExpressions.Resolve(node.Parameters, first.Json);
    }

    public ValueTask<ScriptResult> RunScriptAsync(ScriptStep step, CancellationToken cancellation) => new(Script!(step));

    public ValueTask<OrderedDictionary<string, JsonElement>> ReadStateAsync(StateScope scope, CancellationToken cancellation) =>
        new(new OrderedDictionary<string, JsonElement>(Kept(scope), StringComparer.Ordinal));

    public void ChangeState(StateChange change) => change.ApplyTo(Kept(change.Scope));

    public string IdempotencyKey(int item, int page) => $"key-{item}-{page}";

    private OrderedDictionary<string, JsonElement> Kept(StateScope scope) =>
        State.TryGetValue(scope, out var kept) ? kept : State[scope] = new(StringComparer.Ordinal);

    private List<BenchItem> PortOf(string port)
    {
        if (!Output.TryGetValue(port, out var items))
        {
            Output[port] = items = [];
        }

        return items;
    }
}

/// <summary>An item that came out, and where it came from.</summary>
internal sealed record BenchItem(Item Item, IReadOnlyList<Origin> Origins);
