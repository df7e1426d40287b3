using System.Collections.Concurrent;
using System.Text.Json;
using FlowForge.Core.Execution;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Telemetry;

namespace FlowForge.Core.Tests.Engine;

/// <summary>A real engine over a store in memory.</summary>
internal sealed class EngineBench : IAsyncDisposable
{
    private readonly PageCache _pages;

    public EngineBench(
        ICatalogue? catalogue = null, IRunStore? store = null, TimeProvider? clock = null, int? window = null, IVariableStore? variables = null,
        IStateStore? state = null, int sliceRuns = Limits.SegmentRecords, IScripts? scripts = null, FlowForgeTraces? traces = null)
    {
        Store = store ?? new MemoryRunStore();
        Clock = clock ?? TimeProvider.System;
        _pages = new(Store);
        Documents = new();
        Parts = new()
        {
            Runs = Store,
            Workflows = new DocumentStore(Documents, Clock),
            Catalogue = catalogue ?? new TestCatalogue(),
            Scripts = scripts ?? new LiteralScripts(),
            Pages = _pages,
            Clock = Clock,
            Variables = variables,
            State = state,
            Traces = traces,
            Ids = new CountedIds(),
            ReadDocument = id => Documents[id],
            RunWindow = window ?? 8,
            SliceRuns = sliceRuns,

            // Often, so that each resume of a kill test goes through one.
            SnapshotEvery = 2,
            OnFault = (message, cause) => Faults.Add($"{message} {cause}"),
        };
        Engine = new(Parts);
        Reader = new(Store, _pages);
    }

    /// <summary>Version that runs are started with; 0 makes them tests.</summary>
    public int Version { get; init; } = 1;

    public IRunStore Store { get; }

    public TimeProvider Clock { get; }

    public RunEngine Engine { get; }

    public EngineParts Parts { get; }

    public FrameReader Reader { get; }

    public ConcurrentDictionary<string, Workflow> Documents { get; }

    public ConcurrentBag<string> Faults { get; } = [];

    public async Task<StartedRun> StartAsync(
        Workflow workflow, int items = 1, string? trigger = null, bool recordFirst = true, string? traceparent = null, RunPart? part = null)
    {
        Documents[workflow.Id] = workflow;
        var started = await Engine.StartAsync(
            new()
            {
                Workflow = workflow,
                Hash = workflow.Id,
                Version = Version,
                Trigger = trigger,
                RecordFirst = recordFirst,
                Part = part ?? RunPart.Whole,
                TraceParent = traceparent,
                Items = Enumerable.Range(0, items).Select(n => new Item(JsonElement.Parse($$"""{"n":{{n}}}"""))).ToList(),
            },
            CancellationToken.None);
        Assert.False(started.IsFailure, started.Failure?.Message);
        return started.Value;
    }

    /// <summary>Runs to the end; gives the run and its frames, one line each, in the order of node and iteration.</summary>
    public async Task<(RunRecord Run, string[] Frames)> RunAsync(Workflow workflow, int items = 1, string? trigger = null, RunPart? part = null)
    {
        var started = await StartAsync(workflow, items, trigger, part: part);
        var run = await EndedAsync(started);
        return (run, await FramesAsync(run.Id));
    }

    /// <summary>The run once it has ended.</summary>
    public async Task<RunRecord> EndedAsync(StartedRun started)
    {
        await Task.WhenAny(started.Ended, Task.Delay(TimeSpan.FromSeconds(30)));
        Assert.True(Faults.IsEmpty, string.Join("\n", Faults));
        Assert.True(started.Ended.IsCompleted, string.Join("\n", await FramesAsync(started.RunId)));
        return await started.Ended;
    }

    public async Task<string[]> FramesAsync(string runId)
    {
        var lines = new List<string>();
        string? after = null;
        do
        {
            var page = (await Reader.ListAsync(runId, new(Limit: 500, After: after), CancellationToken.None))!;
            lines.AddRange(page.Items.Where(frame => frame.Side == FrameSide.Egress).Select(Line));
            after = page.Next;
        }
        while (after is not null);
        return [.. lines.Order(StringComparer.Ordinal)];
    }

    public RunStatus? StatusOf(string runId) => Engine.GetAsync(runId, default).AsTask().Result?.Status;

    public async Task<string> OutputAsync(RunRecord run)
    {
        var output = await Reader.OutputAsync(run, CancellationToken.None);
        return output is null ? "none" : Text(await output.ReadAllAsync(CancellationToken.None));
    }

    public async ValueTask DisposeAsync() => await Engine.DisposeAsync();

    /// <summary>An egress frame as a line: node, iteration, status, items by port.</summary>
    public static string Line(Frame frame)
    {
        var iteration = frame.Iteration.Length == 0 ? "" : $"[{frame.Iteration}]";
        var attempt = frame.Attempt == 1 ? "" : $"#{frame.Attempt}";
        var output = string.Join(" ", frame.Output.Where(port => port.Count > 0).Select(port => $"{port.Port}={Text(port.Items)}"));
        return $"{frame.NodeId}{iteration}{attempt} {frame.Status} {output}".TrimEnd();
    }

    private static string Text(IEnumerable<Item> items) => string.Join(",", items.Select(Text));

    private static string Text(Item item)
    {
        var path = item.Json.TryGetProperty("path", out var p) ? p.GetString() : "";
        var error = item.Json.TryGetProperty("error", out var e) ? "!" + e.GetProperty("code").GetString() : "";
        return (item.Json.TryGetProperty("n", out var n) ? n.GetInt32().ToString() : "-") + path + error;
    }

    private sealed class CountedIds : IIdSource
    {
        // One count for all: benches may share a store.
        private static int s_next;

        public string NewRunId() => Interlocked.Increment(ref s_next).ToString("D26");

        public string NewToken() => $"token{Interlocked.Increment(ref s_next)}";
    }

    private sealed class DocumentStore(ConcurrentDictionary<string, Workflow> documents, TimeProvider clock) : IWorkflowStore
    {
        private readonly MemoryWorkflowStore _inner = new(clock);

        public ValueTask<string?> GetDocumentAsync(string hash, CancellationToken cancellation) => new(documents.ContainsKey(hash) ? hash : null);

        public ValueTask<Page<StoredWorkflow>> ListAsync(int limit, string? after, CancellationToken cancellation) => _inner.ListAsync(limit, after, cancellation);

        public ValueTask<StoredWorkflow?> GetAsync(string id, CancellationToken cancellation) =>
            new(documents.TryGetValue(id, out var found) ? new StoredWorkflow(id, found.Name, 1, null, id, id, id, default) : null);

        public ValueTask<StoredVersion?> GetVersionAsync(string id, int version, CancellationToken cancellation) => _inner.GetVersionAsync(id, version, cancellation);

        public ValueTask<Page<StoredVersion>> ListVersionsAsync(string id, int limit, string? after, CancellationToken cancellation) =>
            _inner.ListVersionsAsync(id, limit, after, cancellation);

        public ValueTask<SaveResult> SaveAsync(WorkflowSave save, string? expectedETag, CancellationToken cancellation) => _inner.SaveAsync(save, expectedETag, cancellation);

        public ValueTask<StoredWorkflow?> PublishAsync(string id, int? version, CancellationToken cancellation) => _inner.PublishAsync(id, version, cancellation);

        public ValueTask<SaveResult> DeleteAsync(string id, string expectedETag, CancellationToken cancellation) => _inner.DeleteAsync(id, expectedETag, cancellation);

        public ValueTask<IReadOnlyList<StoredVersion>> PublishedAsync(CancellationToken cancellation) => _inner.PublishedAsync(cancellation);

        public ValueTask PinAsync(string hash, string document, CancellationToken cancellation) => _inner.PinAsync(hash, document, cancellation);
    }
}
