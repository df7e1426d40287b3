using FlowForge.Core;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Tests.Engine;
using FlowForge.Core.Tests.Execution;
using FlowForge.Durable.Tests.Support;
using Xunit.Abstractions;

namespace FlowForge.Durable.Tests.Running;

/// <summary>Hosts die after any write: the frames are the same, and the world outside sees each call under one key, never after its result.</summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    [Fact]
    public Task Kill_AtEachWrite_FramesAreTheSame() => Task.Run(async () =>
    {
        var (expected, _) = await RunAsync(new(7, 14), static _ => int.MaxValue);
        var hosts = 0;
        for (var writes = 1; writes <= 24; writes++)
        {
            var (found, world) = await RunAsync(new(7, 14), host => host == 0 ? writes : host == 1 ? 1 + (writes % 3) : int.MaxValue);
            Assert.Equal(expected, found);
            Assert.Equal("", world.Ledger.Wrong);
            hosts = Math.Max(hosts, world.Hosts);
        }

        Assert.True(hosts >= 3, $"{hosts} hosts");
    });

    [Fact]
    public Task Kill_AnywhereInRandomGraphs_FramesAreTheSame() => Task.Run(async () =>
    {
        var first = Seeds.First(output);
        for (var seed = first; seed < first + 15; seed++)
        {
            var random = new Random(seed);
            var (expected, _) = await RunAsync(new(seed, 22), static _ => int.MaxValue);
            var (found, world) = await RunAsync(new(seed, 22), host => host < 4 ? random.Next(1, 10) : int.MaxValue);
            Assert.True(expected.SequenceEqual(found), $"seed {seed}:\n- {string.Join("\n- ", expected.Except(found))}\n+ {string.Join("\n+ ", found.Except(expected))}");
            Assert.True(world.Ledger.Wrong.Length == 0, $"seed {seed}: {world.Ledger.Wrong}");
        }
    });

    [Fact]
    public Task Kill_ByTheSameNode_FailsItAtTheFifthTime() => Task.Run(async () =>
    {
        var store = new MemoryRunStore();
        var workflow = Drawn.Of("k:killer; t -> a; a -> k; k -> b");
        var world = new DyingWorld(store, (dying, _) => new TestCatalogue(new TestKind("killer", async (_, _) =>
        {
            dying.Kill();
            await dying.HoldIfDeadAsync();
            return Core.Ports.NodeResult.Done;
        })), static _ => int.MaxValue) { Prepare = bench => bench.Request(workflow) };
        await using var starter = new DrivenBench(new TestCatalogue(new TestKind("killer", static (_, _) => new(Core.Ports.NodeResult.Done))), store);

        var (run, _, _) = await starter.RunAsync(workflow, 1, seed: 1, world);

        Assert.Equal((Core.Ports.RunStatus.Failed, "node.crashedHost", "k"), (run.Status, run.Failure?.Code, run.Failure?.NodeId));
        Assert.InRange(world.Hosts, 6, 10);
    });

    [Theory]
    [InlineData("p:wait {\"seconds\":0}; t -> p; p -> b")]
    [InlineData("l:loop {\"concurrency\":2}; t -> l; l.loop -> a; a -> l; l.done -> b")]
    public Task Deliver_WhatHasAnsweredAgainAndAgain_IsNoDeathOfTheHost(string drawn) => Task.Run(async () =>
    {
        var workflow = Drawn.Of(drawn);
        var store = new MemoryRunStore();
        await using var bench = new DrivenBench(new TestCatalogue(), store);

        var (run, _, _) = await bench.RunAsync(workflow, 2, seed: 1, new RepeatedWorld(new DrivenWorld(bench.Activities), Limits.Poison + 2));

        Assert.Equal((Core.Ports.RunStatus.Completed, null), (run.Status, run.Failure?.Code));
    });

    private static async Task<(string[] Frames, DyingWorld World)> RunAsync(RandomGraph graph, Func<int, int> writes)
    {
        var store = new MemoryRunStore();
        var world = new DyingWorld(store, (dying, ledger) => new TestCatalogue(DrawnKinds.AtWork(graph, async context =>
        {
            await dying.HoldIfDeadAsync();
            ledger.Called(context);
            await Task.Yield();
            await dying.HoldIfDeadAsync();
        }, hasEffect: true)), writes) { Prepare = bench => bench.Request(graph.Workflow) };
        await using var starter = new DrivenBench(new TestCatalogue(DrawnKinds.Shapes), store);
        var (run, frames, _) = await starter.RunAsync(graph.Workflow, 3, graph.Seed, world, window: 3);
        return ([.. frames, $"{run.Status}"], world);
    }
}
