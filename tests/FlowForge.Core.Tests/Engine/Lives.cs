using System.Text.Json;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.State;
using Microsoft.Extensions.Time.Testing;

namespace FlowForge.Core.Tests.Engine;

/// <summary>One run through the lives of several hosts that share a store and an outside world.</summary>
internal sealed class Lives(Workflow workflow, int items, Func<DyingStore, EffectLedger, IEnumerable<INodeKind>> kinds, FakeTimeProvider clock)
{
    private readonly MemoryRunStore _store = new();
    private int _sent;
    private bool _isForked;

    /// <summary>What the workflow keeps between runs.</summary>
    public IStateStore State => _store.State;

    /// <summary>Version of the document; 0 makes the run a test.</summary>
    public int Version { get; init; } = 1;

    /// <summary>What of the document is run.</summary>
    public RunPart Part { get; init; } = RunPart.Whole;

    public EffectLedger Ledger { get; } = new();

    /// <summary>Hosts so far.</summary>
    public int Count { get; private set; }

    /// <summary>Hand-outs of a run at a time.</summary>
    public int Window { get; init; } = 8;

    /// <summary>Other workflows, by id.</summary>
    public IReadOnlyList<Workflow> Others { get; init; } = [];

    /// <summary>What answers expressions.</summary>
    public Ports.IScripts? Scripts { get; init; }

    /// <summary>Node runs of a slice.</summary>
    public int SliceRuns { get; init; } = Limits.SegmentRecords;

    /// <summary>What the world outside tells the run, in order, each until it has been told that it is taken.</summary>
    public IReadOnlyList<IOutsideMessage> Messages { get; init; } = [];

    /// <summary>What is asked of the run once it has ended or waits: the run of these lives is then its fork, asked for until somebody has been answered.</summary>
    public Func<EngineBench, RunRecord, Task<ForkRequest>>? Fork { get; init; }

    /// <summary>What else a host knows.</summary>
    public Action<EngineBench>? Known { get; init; }

    /// <summary>The run's row as it is stored; null when the first host died before it was.</summary>
    public RunRecord? Run => _store.ListRunsAsync(new(), default).AsTask().Result.Items.SingleOrDefault(run => run.Caller is null && Fork is null == run.ForkedFrom is null);

    /// <summary>Whether the run, and all that it started, has ended.</summary>
    public bool HasEnded => Run?.HasEnded == true && Started().All(run => run.HasEnded);

    /// <summary>Lets a host live until it dies or all runs have ended. True when it died.</summary>
    public async Task<bool> LiveAsync(int writes = int.MaxValue, bool advances = true)
    {
        if (Fork is not null && Count == 0)
        {
            await SourceAsync();
        }

        var store = new DyingStore(_store, Ledger, writes);
        var bench = Bench(store);
        var isFirst = Count++ == 0;
        var begun = Fork is not null ? ForkAsync(bench) : isFirst ? bench.StartAsync(workflow, items, part: Part) : (Task)bench.Engine.ResumeAsync(default);
        _ = SendAsync(bench, store);
        for (var i = 0; !store.IsDead && !HasEnded; i++)
        {
            Assert.True(i < 20_000, $"life {Count} gets nowhere: {string.Join("\n", await FramesAsync())}\n{string.Join("\n", bench.Faults)}");
            Assert.False(begun.IsFaulted, begun.Exception?.ToString());
            if (advances && i % 3 == 2)
            {
                clock.Advance(TimeSpan.FromMilliseconds(100));
            }

            await (i % 10 == 9 ? Task.Delay(1) : Task.Run(() => { }));
        }

        Assert.True(bench.Faults.IsEmpty, string.Join("\n", bench.Faults));
        return store.IsDead;
    }

    private EngineBench Bench(DyingStore store)
    {
        var bench = new EngineBench(new TestCatalogue(kinds(store, Ledger)), store, clock, Window, state: State, sliceRuns: SliceRuns, scripts: Scripts) { Version = Version };
        foreach (var known in Others.Append(workflow))
        {
            bench.Documents[known.Id] = known;
        }

        Known?.Invoke(bench);
        return bench;
    }

    /// <summary>The run that is forked, on a host that lives.</summary>
    private async Task SourceAsync()
    {
        await using var bench = Bench(new(_store, Ledger));
        var started = await bench.StartAsync(workflow, items, part: Part);
        for (var i = 0; !started.Ended.IsCompleted && !WaitsForSomebody(bench, started.RunId); i++)
        {
            Assert.True(i < 20_000, string.Join("\n", bench.Faults));
            clock.Advance(TimeSpan.FromMilliseconds(i % 3 == 2 ? 100 : 0));
            await Task.Delay(1);
        }
    }

    private static bool WaitsForSomebody(EngineBench bench, string run) => bench.StatusOf(run) switch
    {
        RunStatus.Paused => true,
        RunStatus.Waiting => bench.Engine.Waits(run).All(wait => wait.Mode is WaitMode.Signal or WaitMode.Approval or WaitMode.Webhook),
        _ => false,
    };

    private async Task ForkAsync(EngineBench bench)
    {
        var source = _store.ListRunsAsync(new(), default).AsTask().Result.Items.Single(run => run.Caller is null && run.ForkedFrom is null);
        await bench.Engine.ResumeAsync(default);
        if (!_isForked)
        {
            var request = await Fork!(bench, source) with { Key = "fork", BodyHash = "asked" };
            var result = await bench.Engine.ForkAsync(request, default);
            Assert.True(result is ForkResult.Forked, result.ToString());
            _isForked = true;
        }
    }

    private async Task SendAsync(EngineBench bench, DyingStore store)
    {
        while (_sent < Messages.Count && !store.IsDead)
        {
            var next = _sent;
            if (Run is { } run && await Messages[next].SendAsync(bench.Engine, run) != MailResult.UnknownRun && _sent == next)
            {
                // A host that has died meanwhile may be answered as late as the next one is.
                _sent++;
            }

            await Task.Delay(1);
        }
    }

    /// <summary>All frames, a line each, without run id, sequence and times.</summary>
    public async Task<string[]> FramesAsync()
    {
        if (Run is not { } run)
        {
            return [];
        }

        var lines = new List<string>();
        foreach (var child in Started())
        {
            var place = $"{(child.Caller!.RunId == run.Id ? "" : "..")}{child.Caller.Text} {child.WorkflowId}: ";
            lines.AddRange((await FramesAsync(child)).Select(line => place + line));
        }

        return [.. lines.Order(StringComparer.Ordinal), .. await FramesAsync(run)];
    }

    private List<RunRecord> Started() => _store.ListRunsAsync(new(Limit: 500), default).AsTask().Result.Items.Where(run => run.Caller is not null).ToList();

    private async Task<string[]> FramesAsync(RunRecord run)
    {
        var reader = new FrameReader(_store, new(_store));
        var lines = new List<string>();
        Page<Frame> page;
        string? after = null;
        do
        {
            page = (await reader.ListAsync(run.Id, new(Limit: 500, After: after), default))!;
            lines.AddRange(page.Items.Select(Line));
            after = page.Next;
        }
        while (after is not null);

        return [.. lines.Order(StringComparer.Ordinal), $"{run.Status} {run.Failure?.Code} {run.Failure?.NodeId} {await OutputAsync(reader, run)}"];
    }

    /// <summary>What the run's records say of the workflow's state.</summary>
    public async Task<IEnumerable<StateChange>> ChangesAsync() =>
        (await new FrameReader(_store, new(_store)).ListAsync(Run!.Id, new(Limit: 500), default))!.Items.SelectMany(frame => frame.State);

    private static async Task<string> OutputAsync(FrameReader reader, RunRecord run) =>
        await reader.OutputAsync(run, default) is { } output ? string.Join(',', (await output.ReadAllAsync(default)).Select(Text)) : "none";

    private static string Line(Frame frame) =>
        $"{frame.NodeId}[{frame.Iteration}]#{frame.Attempt} {frame.Side} {frame.Status} {Ports(frame.Input)} => {Ports(frame.Output)} {frame.Failure?.Code} {frame.Note}";

    private static string Ports(IReadOnlyList<PortItems> ports) =>
        string.Join(' ', ports.Where(port => port.Count > 0).Select(port => $"{port.Port}:{port.Count}={string.Join(',', port.Items.Select(Text))}"));

    private static string Text(Item item) => (item.Json.TryGetProperty("n", out var n) ? n.GetRawText() : "-")
        + (item.Json.TryGetProperty("path", out var path) ? path.GetString() : "")
        + (item.Json.TryGetProperty("error", out var error) ? "!" + error.GetProperty("code").GetString() : "");

    /// <summary>Kinds that reach outside: <c>tag</c> calls and then tags, <c>flaky</c> fails twice, <c>needs</c> fails until its parameter <c>ok</c> is set, <c>fat</c> gives 24 KB an item, <c>stops</c> is never retried.</summary>
    public static IEnumerable<INodeKind> Outside(DyingStore store, EffectLedger ledger)
    {
        yield return new TestKind("tag", (context, _) => CallAsync(context, store, ledger, 0), hasEffect: true);
        yield return new TestKind("fat", (context, _) => CallAsync(context, store, ledger, 24 * 1024), hasEffect: true);
        yield return new TestKind("flaky", async (context, _) =>
        {
            var result = await CallAsync(context, store, ledger, 0);
            return context.Attempt < 3 ? new NodeResult.Failed(Failures.Failure.Of("test.flaky", "Not yet.")) : result;
        }, hasEffect: true);
        yield return new TestKind("needs", async (context, _) =>
        {
            var result = await CallAsync(context, store, ledger, 0);
            return context.Node.Parameters.TryGetProperty("ok", out var _) ? result : new NodeResult.Failed(Failures.Failure.Of("test.needs", "It needs ok."));
        }, hasEffect: true);
        yield return new TestKind("stops", (_, _) => new(new NodeResult.Failed(Failures.Failure.Of("workflow.stopped", "Stop."))));
    }

    private static async ValueTask<NodeResult> CallAsync(INodeContext context, DyingStore store, EffectLedger ledger, int padding)
    {
        await store.HoldIfDeadAsync();
        ledger.Called(context);
        await Task.Yield();
        await store.HoldIfDeadAsync();
        var items = await context.FirstInput.ReadAllAsync(default);
        for (var i = 0; i < items.Count; i++)
        {
            var path = items[i].Json.TryGetProperty("path", out var p) ? p.GetString() : "";
            var json = JsonElement.Parse($$"""{"n":{{items[i].Json.GetProperty("n")}},"path":"{{path}}{{context.Node.Id}}","fat":"{{new string('x', padding)}}"}""");
            await context.WriteAsync("out", new(json), Origin.First(i));
        }

        return NodeResult.Done;
    }
}
