using System.Text.Json;
using FlowForge.Core.Execution;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Scheduling;
using FlowForge.Core.Tests.Engine;
using FlowForge.Nodes.Tests.Bench;

namespace FlowForge.Nodes.Tests.Schedules;

/// <summary>A scheduler over the real engine and kinds, whose host may go down and come up again while the stores and the clock stay.</summary>
internal sealed class ScheduleBench : IAsyncDisposable
{
    private readonly MemoryRunStore _runs = new();
    private readonly MemoryWorkflowStore _workflows;
    private readonly Catalogue _kinds = BuiltInKinds.Create(new NoEgress());
    private readonly PageCache _pages;
    private readonly RunEngine _engine;
    private Scheduler _scheduler;
    private Workflow _workflow;

    public ScheduleBench(SteppedClock clock, string parameters, string? timezone = null)
    {
        Clock = clock;
        _workflows = new(clock);
        _pages = new(_runs);
        _workflow = Drawn(parameters, timezone);
        _engine = new(new()
        {
            Runs = _runs,
            Workflows = _workflows,
            Catalogue = _kinds,
            Scripts = new LiteralScripts(),
            Pages = _pages,
            Clock = clock,
            Ids = new CountedIds(),
            ReadDocument = _ => _workflow,
        });
        _scheduler = NewScheduler();
    }

    public SteppedClock Clock { get; }

    public FailingScheduleStore Schedules { get; } = new();

    public List<string> Troubles { get; } = [];

    public DateTimeOffset? Next => _scheduler.Next;

    public async Task<int> TickAsync(TimeSpan ahead = default) => await _scheduler.TickAsync(ahead, default);

    public async Task<ScheduleRow?> RowAsync() => (await _scheduler.OfAsync("w", default)).SingleOrDefault();

    /// <summary>Publishes the workflow, with other parameters or as it is.</summary>
    public async Task PublishAsync(string? parameters = null)
    {
        _workflow = parameters is null ? _workflow : Drawn(parameters, _workflow.Config.Timezone);
        var stored = await _workflows.GetAsync("w", default);
        var saved = (SaveResult.Saved)await _workflows.SaveAsync(new("w", "w", "h", "w"), stored?.ETag, default);
        _workflow = _workflow with { Version = saved.Workflow.Version };
        await _workflows.PublishAsync("w", saved.Workflow.Version, default);
        await ReplaceAsync();
    }

    /// <summary>Takes it back; without the scheduler's knowledge when <paramref name="isToldSo"/> is false.</summary>
    public async Task WithdrawAsync(bool isToldSo = true)
    {
        await _workflows.PublishAsync("w", null, default);
        if (isToldSo)
        {
            await _scheduler.ReplaceAsync([], default);
        }
    }

    /// <summary>A new host comes up, with what the stores hold.</summary>
    public async Task RestartAsync()
    {
        _scheduler.Dispose();
        _scheduler = NewScheduler();
        await ReplaceAsync();
    }

    /// <summary>The planned moments of all runs, in the order of their starts.</summary>
    public async Task<List<DateTimeOffset>> StartedAsync()
    {
        var started = new List<DateTimeOffset>();
        foreach (var item in await ItemsAsync())
        {
            started.Add(item.GetProperty("occurrence").GetDateTimeOffset());
        }

        return started;
    }

    /// <summary>The items of all runs, in the order of their starts.</summary>
    public async Task<List<JsonElement>> ItemsAsync()
    {
        while (_engine.LiveRuns > 0)
        {
            await Task.Delay(1);
        }

        var reader = new FrameReader(_runs, _pages);
        var items = new List<JsonElement>();
        for (string? after = null; ;)
        {
            var page = await _runs.ListRunsAsync(new(Limit: 500, After: after), default);
            foreach (var run in page.Items)
            {
                Assert.Equal((RunStatus.Completed, "schedule"), (run.Status, run.Mode));
                items.Add((await (await reader.OutputAsync(run, default))!.ReadAllAsync(default)).Single().Json);
            }

            if ((after = page.Next) is null)
            {
                items.Reverse();
                return items;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _scheduler.Dispose();
        await _engine.DisposeAsync();
    }

    private async Task ReplaceAsync() => await _scheduler.ReplaceAsync([new(_workflow, "h")], default);

    private Scheduler NewScheduler() => new(new()
    {
        Engine = _engine,
        Schedules = Schedules,
        Workflows = _workflows,
        Catalogue = _kinds,
        Clock = Clock,
        OnTrouble = (message, cause) => Troubles.Add($"{message} {cause?.Message}"),
    });

    private static Workflow Drawn(string parameters, string? timezone) => new()
    {
        Id = "w",
        Name = "w",
        Version = 1,
        Config = new() { Timezone = timezone },
        Nodes = [new() { Id = "t", Kind = "trigger.schedule", Parameters = JsonElement.Parse(parameters) }],
        Edges = [],
    };

    private sealed class CountedIds : IIdSource
    {
        private int _runs;

        public string NewRunId() => Interlocked.Increment(ref _runs).ToString("D26");

        public string NewToken() => "token";
    }
}

/// <summary>A store of schedules that breaks when told so.</summary>
internal sealed class FailingScheduleStore : IScheduleStore
{
    private readonly MemoryScheduleStore _store = new();

    public bool IsBroken { get; set; }

    public int Writes { get; private set; }

    public ValueTask<IReadOnlyList<ScheduleRow>> ReadAsync(CancellationToken cancellation) => _store.ReadAsync(cancellation);

    public ValueTask WriteAsync(IReadOnlyList<ScheduleRow> put, IReadOnlyList<TriggerId> delete)
    {
        Writes++;
        return IsBroken ? throw new StoreFault("The host died here.") : _store.WriteAsync(put, delete);
    }
}
