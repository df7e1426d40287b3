using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.State;
using FlowForge.Egress;
using FlowForge.Nodes.Http;

namespace FlowForge.Nodes.Tests.Http;

/// <summary>Runs the <c>http</c> kind over items against a local server, with literal parameters or parameters made from each item.</summary>
internal sealed class HttpBench : INodeContext, IDisposable
{
    private readonly SafeEgress egress = new(EgressOptions.Parse("127.0.0.1").Value!, TimeProvider.System);
    private readonly Func<int, Outcome<JsonElement>> parameters;
    private readonly bool isLiteral;

    public HttpBench(string parameters, int items = 1)
        : this(_ => JsonElement.Parse(parameters), items)
    {
        isLiteral = true;
        Node = Node with { Parameters = JsonElement.Parse(parameters) };
    }

    public HttpBench(Func<int, Outcome<JsonElement>> parameters, int items)
    {
        this.parameters = parameters;
        Kind = new HttpKind(egress);
        FirstInput = ItemList.Of([.. Enumerable.Range(0, items).Select(i => new Item(JsonElement.Parse($$"""{"i":{{i}}}""")))]);
    }

    public HttpKind Kind { get; }

    public List<(JsonElement Json, Origin Origin)> Output { get; } = [];

    public SortedDictionary<int, Failure> Failures { get; } = [];

    public bool StopsAtFailure { get; init; }

    public Node Node { get; set; } = new() { Id = "call", Kind = "http" };

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public RunFacts Run { get; } = new() { RunId = "r", WorkflowId = "w", WorkflowName = "w" };

    public Iteration Iteration => Iteration.Root;

    public int Attempt => 1;

    public IReadOnlyList<string> InputPorts => ["in"];

    public IReadOnlyList<string> OutputPorts => ["out"];

    public ItemList FirstInput { get; }

    public bool HasExpressions => !isLiteral;

    public string Json => $"[{string.Join(',', Output.Select(item => item.Json.GetRawText()))}]";

    public ItemList Input(string port) => FirstInput;

    public async Task<NodeResult> RunAsync(CancellationToken cancellation = default) => await Kind.RunAsync(this, cancellation);

    /// <summary>Runs, expects no failure, and gives the items put out as one JSON list.</summary>
    public async Task<string> ItemsAsync()
    {
        Assert.Equal(NodeResult.Done, await RunAsync());
        Assert.Empty(Failures);
        return Json;
    }

    /// <summary>Runs, and gives the failure of the first item.</summary>
    public async Task<Failure> FailureAsync()
    {
        Assert.Equal(NodeResult.Done, await RunAsync());
        Assert.Equal(0, Failures[0].Item);
        return Failures[0];
    }

    public ValueTask WriteAsync(string port, Item item, Origin origin)
    {
        Assert.Equal("out", port);
        Assert.Equal(JsonValueKind.Object, item.Json.ValueKind);
        Output.Add((item.Json, origin));
        return default;
    }

    public ValueTask WriteAsync(string port, Item item, IReadOnlyList<Origin> origins) => throw new NotSupportedException();

    public void PassThrough(string port, string inputPort) => throw new NotSupportedException();

    public bool FailItem(int index, Failure failure)
    {
        Failures.Add(index, failure);
        return StopsAtFailure;
    }

    public ValueTask<IReadOnlyList<Outcome<JsonElement>>> ResolveAsync(int offset, int count, CancellationToken cancellation) =>
        new([.. Enumerable.Range(offset, count).Select(parameters)]);

    public ValueTask<Outcome<JsonElement>> ResolveOnceAsync(CancellationToken cancellation) => new(parameters(0));

    public ValueTask<ScriptResult> RunScriptAsync(ScriptStep step, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask<OrderedDictionary<string, JsonElement>> ReadStateAsync(StateScope scope, CancellationToken cancellation) => throw new NotSupportedException();

    public void ChangeState(StateChange change) => throw new NotSupportedException();

    public string IdempotencyKey(int item, int page) => $"key-{item}-{page}";

    public void Dispose() => egress.Dispose();
}
