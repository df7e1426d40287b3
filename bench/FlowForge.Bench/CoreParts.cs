using System.Buffers;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using FlowForge.Core.Execution;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Planning;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;
using FlowForge.Egress;
using FlowForge.Nodes;
using FlowForge.Scripting;

namespace FlowForge.Bench;

/// <summary>The parts of the engine by themselves: planner, decider, records written and read, documents and items in and out.</summary>
public class CoreParts : IAsyncDisposable
{
    private const int Width = 50;
    private const int Long = 1_000;

    private readonly SafeEgress _egress = new(new EgressOptions(), TimeProvider.System);
    private readonly ICatalogue _catalogue;
    private readonly Workflow _long = Chain(Long);
    private readonly Workflow _hundred = Chain(100);
    private readonly PlanOutline _fan;
    private readonly byte[] _document;
    private readonly byte[] _items;
    private readonly IReadOnlyList<Item> _parsed;
    private readonly ArrayBufferWriter<byte> _written = new(1024 * 1024);
    private IReadOnlyList<JournalEntry> _entries = [];
    private SegmentRow _segment = null!;
    private SegmentReader _reader = null!;

    public CoreParts()
    {
        _catalogue = BuiltInKinds.Create(_egress);
        _fan = Planner.Plan(Fan(), _catalogue, "start").Plan!.Outline;
        _document = WorkflowJson.Write(_hundred);
        _parsed = [.. Enumerable.Range(0, 1_000).Select(i => new Item(JsonElement.Parse($$"""{"id":{{i}},"name":"item {{i}}","price":{{i}}.5,"tags":["a","b"]}""")))];
        ItemJson.Write(_written, _parsed);
        _items = _written.WrittenSpan.ToArray();
    }

    /// <summary>The journal of a run of 100 nodes.</summary>
    [GlobalSetup]
    public async Task RunOnceAsync()
    {
        var store = new MemoryRunStore();
        await using var scripts = new ProcessScripts();
        await using var engine = new EngineInMemory(scripts, store);
        var run = await engine.RunAsync(_hundred);
        _segment = (await store.ReadSegmentsAsync(run.Id, 0, 1, default))[0];
        _reader = new(new PageCache(store), run.Family);
        _entries = _reader.Read(_segment);
    }

    /// <summary>A chain of 1,000 nodes is planned: a thousandth is a node's part.</summary>
    [Benchmark(OperationsPerInvoke = Long)]
    public PlanResult PlanNode() => Planner.Plan(_long, _catalogue, "start");

    /// <summary>The decider takes a run from its start through 50 branches and their join to its end: 52 answers.</summary>
    [Benchmark(OperationsPerInvoke = Width + 2)]
    public bool DecideBranch()
    {
        var (decider, commands, waiting) = (new Decider(_fan, 64), new List<RunCommand>(), new Queue<HandOut>());
        var state = decider.Begin();
        decider.Apply(state, new RunEvent.Started(), commands);
        for (Collect(commands, waiting); waiting.TryDequeue(out var handOut); Collect(commands, waiting))
        {
            var last = _fan.Branches[handOut.Branch][^1];
            decider.Apply(state, new RunEvent.Advanced(handOut.Number, 1, last, Enumerable.Repeat(1, _fan.Nodes[last].OutputPorts).ToArray(), true, handOut.Number), commands);
        }

        return state.HasEnded ? true : throw new InvalidOperationException("The run has not ended.");
    }

    /// <summary>The records of a run of 100 nodes are packed into a segment.</summary>
    [Benchmark(OperationsPerInvoke = 100)]
    public SegmentRow WriteRecord() => SegmentJson.Write("run", 0, _entries, _segment.Content.Length);

    /// <summary>They are read back.</summary>
    [Benchmark(OperationsPerInvoke = 100)]
    public IReadOnlyList<JournalEntry> ReadRecord() => _reader.Read(_segment);

    /// <summary>A document of 100 nodes is read from JSON, strictly.</summary>
    [Benchmark]
    public WorkflowReading ReadDocument() => WorkflowJson.Read(_document);

    /// <summary>It is written.</summary>
    [Benchmark]
    public byte[] WriteDocument() => WorkflowJson.Write(_hundred);

    /// <summary>1,000 items are read.</summary>
    [Benchmark(OperationsPerInvoke = 1_000)]
    public IReadOnlyList<Item> ReadItem() => ItemJson.Read(_items);

    /// <summary>They are written.</summary>
    [Benchmark(OperationsPerInvoke = 1_000)]
    public int WriteItem()
    {
        _written.ResetWrittenCount();
        ItemJson.Write(_written, _parsed);
        return _written.WrittenCount;
    }

    /// <summary>Lets go of what it holds.</summary>
    [GlobalCleanup]
    public ValueTask DisposeAsync()
    {
        _egress.Dispose();
        GC.SuppressFinalize(this);
        return default;
    }

    private static void Collect(List<RunCommand> commands, Queue<HandOut> waiting)
    {
        foreach (var command in commands.OfType<RunCommand.RunBranch>())
        {
            waiting.Enqueue(command.HandOut);
        }

        commands.Clear();
    }

    private static Workflow Chain(int length) => new()
    {
        Id = "chain",
        Name = "chain",
        Nodes = [Start, .. Enumerable.Range(1, length - 1).Select(i => Set($"n{i}"))],
        Edges = [.. Enumerable.Range(1, length - 1).Select(i => new Edge { From = i == 1 ? "start" : $"n{i - 1}", To = $"n{i}" })],
    };

    private static Workflow Fan() => new()
    {
        Id = "fan",
        Name = "fan",
        Nodes = [Start, .. Enumerable.Range(1, Width).Select(i => Set($"n{i}")), Set("end")],
        Edges = [.. Enumerable.Range(1, Width).SelectMany(i => new[] { new Edge { From = "start", To = $"n{i}" }, new Edge { From = $"n{i}", To = "end" } })],
    };

    private static Node Start => new() { Id = "start", Kind = "trigger.manual" };

    private static Node Set(string id) => new() { Id = id, Kind = "set", Parameters = JsonElement.Parse("""{"fields":{"n":1}}""") };
}
