using FlowForge.Core.Ports;
using FlowForge.Core.Retention;
using FlowForge.Core.Tests.Engine;
using Microsoft.Extensions.Time.Testing;

namespace FlowForge.Core.Tests.Retention;

public sealed class RetentionSweepTests
{
    private readonly ArmedClock _clock = new(new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Run_ByTheClock_SweepsAfterAMinuteAndThenEveryHour()
    {
        var store = new Scripted(_clock);
        using var stop = new CancellationTokenSource();
        var sweeping = new RetentionSweep(store, _clock, TimeSpan.FromDays(30)).RunAsync(stop.Token);
        for (var minute = 0; minute < 3 * 60; minute++)
        {
            _clock.Advance(TimeSpan.FromMinutes(1));
            await RunRulesTests.Eventually(() => _clock.Pending == 1);   // a sweep that began has ended before time goes on
        }

        Assert.Equal([1, 61, 121], store.Sweeps.Select(at => (int)(at - _clock.Start).TotalMinutes));
        await stop.CancelAsync();
        await sweeping;
    }

    [Fact]
    public async Task Run_AStoreThatFaults_IsReportedAndTriedAgain()
    {
        var faults = 0;
        var swept = new List<RetentionStep>();
        var store = new Scripted(_clock) { FaultsFirst = true };
        using var stop = new CancellationTokenSource();
        var sweeping = new RetentionSweep(store, _clock, null) { OnFault = (_, _) => faults++, OnSwept = swept.Add }.RunAsync(stop.Token);
        await RunRulesTests.Eventually(() =>
        {
            _clock.Advance(TimeSpan.FromMinutes(10));
            return swept.Count == 1;
        });

        Assert.Equal(1, faults);
        Assert.Equal((2, 10, 100L), (swept[0].Runs, swept[0].Rows, swept[0].Bytes));
        await stop.CancelAsync();
        await sweeping;
    }

    [Fact]
    public void HasExpired_RuleAndRun_Agree()
    {
        var rule = new RetentionRule(_clock.GetUtcNow(), TimeSpan.FromDays(2));
        var ended = new RunRecord
        {
            Id = "a", Family = "a", WorkflowId = "w", Hash = "h", Trigger = "t", StartedAt = rule.Now, Status = RunStatus.Failed, EndedAt = rule.Now.AddDays(-2),
        };

        Assert.True(rule.HasExpired(ended));
        Assert.False(rule.HasExpired(ended with { EndedAt = rule.Now.AddDays(-2).AddTicks(1) }));
        Assert.False(rule.HasExpired(ended with { Status = RunStatus.Paused, EndedAt = null }));
        Assert.False(rule.HasExpired(ended with { ExpiresAt = rule.Now.AddTicks(1) }));
        Assert.Equal(DateTimeOffset.MaxValue, RetentionRule.Expiry(1e12, rule.Now));
        Assert.Equal(rule.Now.AddHours(12), RetentionRule.Expiry(0.5, rule.Now));
        Assert.Null(RetentionRule.Expiry(null, rule.Now));
    }

    [Fact]
    public async Task Run_OfAWorkflowWithRetention_KnowsWhenItExpires()
    {
        await using var bench = new EngineBench(clock: _clock);
        var (run, _) = await bench.RunAsync(Drawn.Of("t -> a", new() { RetentionDays = 7 }));

        Assert.Equal(run.EndedAt!.Value.AddDays(7), run.ExpiresAt);
        Assert.Equal(run.ExpiresAt, (await bench.Store.GetRunAsync(run.Id, default))!.ExpiresAt);
    }

    private sealed class Scripted(TimeProvider clock) : IRetentionStore
    {
        public List<DateTimeOffset> Sweeps { get; } = [];

        public bool FaultsFirst { get; init; }

        public ValueTask<RetentionStep> StepAsync(RetentionRule rule, string? after, CancellationToken cancellation)
        {
            if (after is null)
            {
                Sweeps.Add(clock.GetUtcNow());
            }

            return FaultsFirst && Sweeps.Count == 1 ? throw new StoreFault("struck") : new(new RetentionStep
            {
                Runs = 1, Rows = 5, Bytes = 50, Next = after is null ? "more" : null,
            });
        }
    }
}
