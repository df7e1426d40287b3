using System.Text.Json;
using FlowForge.Core.Execution;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Tests.Engine;

/// <summary>A hundred equal starts that two hosts over one store take at once are one run, for each kind of key (semantics 9).</summary>
public sealed class ContendedStartTests
{
    private const int Starts = 100;
    private static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private readonly MemoryRunStore _store = new();

    [Theory]
    [InlineData("api", null)]
    [InlineData("hook", null)]
    [InlineData("occurrence", null)]
    [InlineData("call", null)]
    [InlineData("error", null)]
    [InlineData("api", WhenBusy.Queue)]
    [InlineData("hook", WhenBusy.Skip)]
    [InlineData("occurrence", WhenBusy.Replace)]
    public async Task Start_OfTwoHostsAtOnce_OneRun(string kind, WhenBusy? whenBusy)
    {
        var key = kind switch
        {
            "api" => StartKeys.Api("somebody", "POST", "/api/runs", "k1"),
            "hook" => StartKeys.Hook("drawn", "t", "id1"),
            "occurrence" => StartKeys.Occurrence("drawn", "t", At),
            "call" => StartKeys.Call(new("parent", "c", "", 0, 1, 1, true)),
            _ => StartKeys.Error("parent"),
        };
        await using var one = new EngineBench(store: _store);
        await using var other = new EngineBench(store: _store);
        var workflow = Drawn.Of("t -> a; a -> b", whenBusy is null ? null : new() { Concurrency = new("k", 1, whenBusy.Value) });
        await OneRunAsync([one, other], async bench =>
        {
            var started = await bench.Engine.StartAsync(Request(workflow, key), default);
            Assert.False(started.IsFailure, started.Failure?.Message);
            return started.Value.RunId;
        });
        Assert.Single((await _store.ListRunsAsync(new(), default)).Items);
    }

    [Fact]
    public async Task Fork_OfTwoHostsAtOnce_OneRun()
    {
        await using var one = new EngineBench(store: _store);
        await using var other = new EngineBench(store: _store);
        var (source, _) = await one.RunAsync(Drawn.Of("t -> a; a -> b"));
        other.Documents["drawn"] = one.Documents["drawn"];
        var frame = (await one.Reader.ListAsync(source.Id, new(), default))!.Items.First(frame => frame.NodeId == "a").Sequence;
        await OneRunAsync([one, other], async bench =>
        {
            var forked = await bench.Engine.ForkAsync(new() { Source = source.Id, FromFrame = frame, Key = StartKeys.Api("somebody", "POST", "/fork", "k1"), BodyHash = "b" }, default);
            Assert.True(forked is ForkResult.Forked, forked.ToString());
            return ((ForkResult.Forked)forked).Run.RunId;
        });
        Assert.Equal(2, (await _store.ListRunsAsync(new(), default)).Items.Count);
    }

    private async Task OneRunAsync(EngineBench[] benches, Func<EngineBench, Task<string>> start)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var started = Enumerable.Range(0, Starts).Select(async i =>
        {
            await gate.Task;
            await Task.Yield();
            return await start(benches[i % benches.Length]);
        }).ToList();
        gate.SetResult();
        var run = Assert.Single((await Task.WhenAll(started).WaitAsync(TimeSpan.FromSeconds(60))).Distinct(StringComparer.Ordinal));
        await RunRulesTests.Eventually(() => _store.GetRunAsync(run, default).AsTask().Result is { HasEnded: true });
        Assert.Equal(RunStatus.Completed, (await _store.GetRunAsync(run, default))!.Status);
        Assert.All(benches, bench => Assert.True(bench.Faults.IsEmpty, string.Join("\n", bench.Faults)));
    }

    private static StartRequest Request(Workflow workflow, string key) => new()
    {
        Workflow = workflow,
        Hash = workflow.Id,
        Version = 1,
        RecordFirst = true,
        Key = key,
        BodyHash = "b",
        Items = [new Item(JsonElement.Parse("""{"n":0}"""))],
    };
}
