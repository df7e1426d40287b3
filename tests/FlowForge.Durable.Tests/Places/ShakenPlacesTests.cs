using FlowForge.AzureStorage.Access;
using FlowForge.AzureStorage.Runs;
using FlowForge.AzureStorage.Tests.Support;
using FlowForge.Core.Failures;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Tests.Engine;
using FlowForge.Durable.Tests.Support;
using Microsoft.Extensions.Time.Testing;
using Xunit.Abstractions;

namespace FlowForge.Durable.Tests.Places;

/// <summary>
/// Messages to lines, and what lines say, are lost, doubled and mixed up; starters die between row, line and instance; runs are cancelled at any time. Never do
/// more runs have an instance than there are places, and in the end every run has ended as its rule allows.
/// </summary>
public sealed class ShakenPlacesTests(ITestOutputHelper output)
{
    private int First
    {
        get
        {
            var first = Environment.GetEnvironmentVariable("FLOWFORGE_SEED") is { } wanted ? int.Parse(wanted) : Random.Shared.Next(1_000_000);
            output.WriteLine($"seeds from {first} on; set FLOWFORGE_SEED to repeat");
            return first;
        }
    }

    [Fact]
    public Task Runs_OverAStoreInMemory_EndAsTheirRuleSays() => Task.Run(async () =>
    {
        var first = First;
        for (var seed = first; seed < first + 40; seed++)
        {
            await using var shaken = new Shaken(new MemoryRunStore(), seed, 60);
            await shaken.LiveAsync();
        }
    });

    [Fact]
    public Task Runs_OverAStorageAccount_EndAsTheirRuleSays() => Task.Run(async () =>
    {
        var first = First;
        for (var seed = first; seed < first + 3; seed++)
        {
            var account = await AzureStorageAccount.OpenAsync(
                new() { ConnectionString = Azurite.ConnectionString, Name = $"p{Guid.NewGuid():n}"[..20] }, default);
            await using var shaken = new Shaken(new AzureRunStore(account), seed, 25);
            await shaken.LiveAsync();
        }
    });
}

/// <summary>One life of some runs under one key, some of which need a second place.</summary>
internal sealed class Shaken(IRunStore store, int seed, int steps) : IAsyncDisposable
{
    private const string Drawing = """w:wait {"seconds":60}; t -> w; w -> a""";
    private readonly Random _random = new(seed);
    private readonly FakeTimeProvider _clock = new();
    private readonly List<string> _runs = [];
    private readonly HashSet<string> _driven = [];
    private readonly HashSet<string> _cancelled = [];
    private DrivenBench _bench = null!;
    private WhenBusy _rule;
    private int _limit;

    public async Task LiveAsync()
    {
        (_rule, _limit) = ((WhenBusy)_random.Next(3), _random.Next(1, 3));
        _bench = new(new TestCatalogue(), store, _clock);
        _bench.Lines.IsCalm = false;
        for (var step = 0; step < steps; step++)
        {
            await StepAsync();
            await CheckAsync();
        }

        for (var round = 0; round < 200 && !await HaveAllEndedAsync(); round++)
        {
            while (_bench.Lines.InBox > 0)
            {
                await _bench.Lines.StepAsync(_random);
                await CheckAsync();
            }

            await DriveAsync();
            _clock.Advance(TimeSpan.FromSeconds(61));
            await _bench.Watch.LookAsync(default);
        }

        await EndAsync();
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    private async Task StepAsync()
    {
        _clock.Advance(TimeSpan.FromMilliseconds(_random.Next(3000)));
        switch (_random.Next(10))
        {
            case < 3:
                await StartAsync();
                break;
            case < 7:
                await _bench.Lines.StepAsync(_random);
                break;
            case 7:
                await DriveAsync();
                break;
            case 8 when _runs.Count > 0 && _random.Next(3) == 0:
                var run = _runs[_random.Next(_runs.Count)];
                _bench.Lines.IsDeaf = _random.Next(4) == 0;
                if (await _bench.Engine.CancelAsync(run, default) is true)
                {
                    _cancelled.Add(run);
                }

                _bench.Lines.IsDeaf = false;
                break;
            case 9:
                await _bench.Watch.LookAsync(default);
                break;
        }
    }

    /// <summary>A start, as a schedule makes it: its starter does not wait for what becomes of it. It may die behind the row.</summary>
    private async Task StartAsync()
    {
        _bench.Lines.IsDeaf = _random.Next(5) == 0;
        var request = DrivenPlacesTests.Keyed(_bench, _rule, limit: _limit, drawn: Drawing) with { Mode = "schedule" };
        var started = await _bench.Engine.StartAsync(
            _random.Next(3) == 0 ? request with { Overlap = new("overlap", 1, _random.Next(2) == 0 ? WhenBusy.Queue : WhenBusy.Skip) } : request, default);
        _bench.Lines.IsDeaf = false;
        _runs.Add(started.Value!.RunId);
    }

    /// <summary>One that has an instance is driven to its end.</summary>
    private async Task DriveAsync()
    {
        _bench.Instances.IsDead = _random.Next(6) == 0;
        if (_bench.Instances.Scheduled.Keys.Except(_driven).FirstOrDefault() is { } run)
        {
            _driven.Add(run);
            await _bench.DriveAsync(run, _random.Next(), isRung: true);
        }

        _bench.Instances.IsDead = false;
    }

    private async Task CheckAsync()
    {
        var live = new List<string>();
        foreach (var run in _bench.Instances.Scheduled.Keys)
        {
            if (await store.GetRunAsync(run, default) is { HasEnded: false })
            {
                live.Add(run);
            }
        }

        Assert.True(live.Count <= _limit, $"seed {seed}: {live.Count} have an instance, and there are {_limit} places");
    }

    private async Task<bool> HaveAllEndedAsync() => (await store.OpenRunsAsync(default)).Count == 0;

    private async Task EndAsync()
    {
        foreach (var id in _runs)
        {
            var run = (await store.GetRunAsync(id, default))!;
            Assert.True(run.HasEnded, $"seed {seed}: {id} is {run.Status}");
            var isFair = run.Status == RunStatus.Completed
                || (run.Failure is null && _cancelled.Contains(id))
                || (run.Failure?.Code == FailureCodes.ConcurrencySkipped && run.Ticket!.Claims.Any(claim => claim.WhenBusy == WhenBusy.Skip))
                || (run.Failure?.Code == FailureCodes.ConcurrencyReplaced && _rule == WhenBusy.Replace);
            Assert.True(isFair, $"seed {seed}: {id} under {_rule} is {run.Status} {run.Failure?.Code}");
            Assert.True(run.Status != RunStatus.Completed || _driven.Contains(id), $"seed {seed}: {id} has ended without an instance");
        }

        Assert.Empty(_bench.Faults);

        // A last look frees what a lost message left behind.
        while (_bench.Lines.InBox > 0)
        {
            await _bench.Lines.StepAsync(_random);
        }

        await _bench.Watch.LookAsync(default);
        await _bench.Lines.PumpAsync(_clock.GetUtcNow());
        await foreach (var (key, seats) in _bench.Lines.AllAsync(default))
        {
            Assert.Fail($"seed {seed}: {seats.Count} runs stand in line {key}");
        }
    }
}
