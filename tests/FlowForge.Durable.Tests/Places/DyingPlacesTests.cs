using FlowForge.Core.Failures;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Tests.Engine;
using FlowForge.Durable.Driving;
using FlowForge.Durable.Running;
using FlowForge.Durable.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace FlowForge.Durable.Tests.Places;

/// <summary>The host dies after each of its writes while runs start, begin and end under one key; the next one and the watchdog go on.</summary>
public sealed class DyingPlacesTests
{
    private readonly FakeTimeProvider _clock = new();

    [Theory]
    [InlineData(WhenBusy.Queue)]
    [InlineData(WhenBusy.Skip)]
    [InlineData(WhenBusy.Replace)]
    public Task Kill_AtEachWrite_EveryRunEndsAndNeverTwoHaveThePlace(WhenBusy whenBusy) => Task.Run(async () =>
    {
        var writes = 0;
        for (var hosts = 2; hosts > 1; writes++)
        {
            hosts = await LiveAsync(whenBusy, writes + 1);
        }

        Assert.True(writes > 8, $"{writes} writes");
    });

    private async Task<int> LiveAsync(WhenBusy whenBusy, int writes)
    {
        var (store, instances, lines, driven) = (new MemoryRunStore(), new HubInstances(), new HubLines(), new HashSet<string>());
        DyingWorld world = null!;
        world = new(store, static (_, _) => throw new InvalidOperationException(), host => host == 0 ? writes : int.MaxValue)
        {
            Make = dying => new(new TestCatalogue(), dying, _clock, instances: instances, lines: lines),
            Prepare = bench =>
            {
                DrivenPlacesTests.Keyed(bench, whenBusy);
                lines.Act = (key, act) => world.DoAsync(async bench =>
                {
                    await bench.Engine.Turns.ActAsync(key, act, default);
                    return true;
                });
            },
        };
        for (var i = 0; i < 3; i++)
        {
            await world.TryAsync(bench => bench.Engine.StartAsync(DrivenPlacesTests.Keyed(bench, whenBusy) with { Mode = "schedule" }, default).AsTask());
        }

        for (var round = 0; round < 20 && (await store.OpenRunsAsync(default)).Count > 0; round++)
        {
            foreach (var run in instances.Scheduled.Keys.Except(driven).ToList())
            {
                driven.Add(run);
                await new TestHub(world, writes).RunAsync(DriverInput.Read(DriverStart.Of(instances.Scheduled[run])));
                Assert.True(await LiveInstancesAsync(store, instances) <= 1, $"two have the place after {writes} writes");
            }

            _clock.Advance(TimeSpan.FromSeconds(61));
            await world.DoAsync(bench => bench.Watch.LookAsync(default));
        }

        foreach (var run in (await store.ListRunsAsync(new(), default)).Items)
        {
            Assert.True(run.HasEnded, $"{run.Id} after {writes} writes is {run.Status}");
            var isFair = run.Status == RunStatus.Completed
                || (whenBusy == WhenBusy.Skip && run.Failure?.Code == FailureCodes.ConcurrencySkipped)
                || (whenBusy == WhenBusy.Replace && run.Failure?.Code == FailureCodes.ConcurrencyReplaced);
            Assert.True(isFair, $"{run.Id} after {writes} writes: {run.Status} {run.Failure?.Code}");
        }

        await foreach (var (_, seats) in lines.AllAsync(default))
        {
            Assert.Fail($"{seats.Count} runs stand in a line after {writes} writes");
        }

        return world.Hosts;
    }

    private static async Task<int> LiveInstancesAsync(MemoryRunStore store, HubInstances instances)
    {
        var open = await store.OpenRunsAsync(default);
        return open.Count(run => instances.Scheduled.ContainsKey(run.Id));
    }
}
