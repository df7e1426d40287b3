using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Scripting.Tests.Support;

/// <summary>A scope over items in memory, that notes what it was asked for.</summary>
internal sealed class TestScope : IScriptScope
{
    private readonly Dictionary<string, ItemList> _outputs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Func<int, Outcome<int>>> _pairs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Node> _nodes = new(StringComparer.Ordinal);

    public RunFacts Run { get; init; } = new()
    {
        RunId = "abcdefghijklmnopqrstuvwxyz",
        WorkflowId = "wf",
        WorkflowName = "My workflow",
        WorkflowActive = true,
        Mode = "webhook",
        ResumeUrl = "http://127.0.0.1/resume/x",
        Timezone = "Europe/Berlin",
        Variables = Json.Of("""{ "region": "eu", "nested": { "n": 1 } }"""),
    };

    public Node Node { get; init; } = new() { Id = "asker", Kind = "set", Name = "Asker", Parameters = Json.Of("""{ "p": 5 }""") };

    public PreviousNode? Previous { get; init; } = new PreviousNode("Before", 1, 2);

    public Iteration Iteration { get; init; } = Iteration.Root.Child(3);

    public DateTimeOffset Now { get; init; } = new(2024, 7, 3, 10, 0, 0, TimeSpan.Zero);

    public ItemList Items { get; init; } = ItemList.Empty;

    public int Questions { get; private set; }

    public static TestScope Of(params string[] items) => new() { Items = ItemList.Of(Json.Items(items)) };

    public TestScope With(string name, params string[] items) => With(name, Json.Items(items));

    public TestScope With(string name, IReadOnlyList<Item> items)
    {
        _outputs[name] = ItemList.Of(items);
        _nodes[name] = new() { Id = name, Kind = "set", Name = name, Parameters = Json.Of("""{ "of": "it" }""") };
        return this;
    }

    public TestScope Paired(string name, Func<int, Outcome<int>> pair)
    {
        _pairs[name] = pair;
        return this;
    }

    /// <summary>What is kept between runs: a node's by its name, the workflow's under an empty one.</summary>
    public Dictionary<string, string> States { get; init; } = [];

    /// <summary>Asked for states.</summary>
    public List<string> StatesAsked { get; } = [];

    /// <summary>Items of other outputs than the first, by node and index.</summary>
    public Dictionary<(string Name, int Output), ItemList> Others { get; } = [];

    /// <summary>How far loops are, by node.</summary>
    public Dictionary<string, JsonElement> Contexts { get; } = new(StringComparer.Ordinal);

    public ItemList Input(string? port = null) => Items;

    public Outcome<ItemList> OutputAt(string nodeName, int? output, int? run) =>
        run is { } index and not 0 ? Failure.Of(FailureCodes.Expression, $"Run {index} of node '{nodeName}' is not at hand.")
        : output is null or 0 ? Output(nodeName, null)
        : Others.TryGetValue((nodeName, output.Value), out var items) ? items
        : Failure.Of(FailureCodes.Expression, $"Node '{nodeName}' has no output {output}.");

    public Outcome<JsonElement> Context(string nodeName) => Contexts.TryGetValue(nodeName, out var context) ? context : Json.Of("{}");

    public ValueTask<Outcome<JsonElement>> StateAsync(string? nodeName, CancellationToken cancellation)
    {
        StatesAsked.Add(nodeName ?? "");
        return new(States.TryGetValue(nodeName ?? "", out var state) ? Json.Of(state) : Failure.Of(FailureCodes.Expression, $"No state of '{nodeName}'."));
    }

    public Outcome<ItemList> Output(string nodeName, string? port)
    {
        Questions++;
        return _outputs.TryGetValue(nodeName, out var items)
            ? items
            : Failure.Of(FailureCodes.NotUpstream, $"'{nodeName}' is not upstream.");
    }

    public Node? Find(string nodeName) => _nodes.GetValueOrDefault(nodeName);

    public ValueTask<IReadOnlyList<Outcome<PairedItem>>> PairAsync(string nodeName, int offset, int count, CancellationToken cancellation) =>
        new([.. Enumerable.Range(offset, count).Select(index => _pairs[nodeName](index) is var at && at.IsFailure
            ? (Outcome<PairedItem>)at.Failure
            : new PairedItem(_outputs[nodeName], at.Value))]);
}
