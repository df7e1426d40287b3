using FlowForge.Core.Frames;
using FlowForge.Core.Ports;
using Microsoft.Extensions.Time.Testing;

namespace FlowForge.Core.Tests.Engine;

/// <summary>A host that is told to stop lets what runs end for a short time, and hands out nothing more.</summary>
public sealed class StopTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly MemoryRunStore _store = new();
    private readonly TaskCompletionSource _began = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _calls;

    [Theory]
    [InlineData("h:holds; t -> h; h -> a")]
    [InlineData("h:holds; l:loop; t -> l; l.loop -> h; h -> l; l.done -> a")]
    public async Task Dispose_HandOutEndsInTime_ItsResultIsKeptAndNothingNewBegins(string drawn)
    {
        var first = Bench();
        var started = await first.StartAsync(Drawn.Of(drawn, change: node => node.Id == "a" ? node with { AlwaysRun = true } : node), items: 2);
        await _began.Task;
        var stopping = first.DisposeAsync().AsTask();
        Assert.False(stopping.IsCompleted);
        Assert.True((await first.Engine.StartAsync(
            new() { Workflow = Drawn.Of("t -> b"), Hash = "x", Items = [], RecordFirst = true }, default)).IsFailure);
        _release.SetResult();
        await stopping.WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(1, _calls);
        Assert.Contains(await first.FramesAsync(started.RunId), line => line.StartsWith('h') && line.Contains("Completed", StringComparison.Ordinal));
        Assert.DoesNotContain(await first.FramesAsync(started.RunId), line => line.StartsWith('a'));

        await using var second = Bench(first);
        await second.Engine.ResumeAsync(default);
        var run = await second.Engine.WaitAsync(started.RunId, TimeSpan.FromSeconds(20), default);
        Assert.Equal(RunStatus.Completed, run!.Status);
        Assert.Equal(drawn.Contains("loop", StringComparison.Ordinal) ? 2 : 1, _calls);
    }

    [Fact]
    public async Task Dispose_HandOutTakesLonger_IsCancelledAndRunsAgainAtTheNextStart()
    {
        var first = Bench();
        var started = await first.StartAsync(Drawn.Of("h:holds; t -> h; h -> a"));
        await _began.Task;
        var stopping = first.DisposeAsync().AsTask();
        for (var i = 0; i < Limits.StopGraceSeconds; i++)
        {
            Assert.False(stopping.IsCompleted);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        await stopping.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(["t Completed out=0"], await first.FramesAsync(started.RunId));

        _release.SetResult();
        await using var second = Bench(first);
        await second.Engine.ResumeAsync(default);
        Assert.Equal(RunStatus.Completed, (await second.Engine.WaitAsync(started.RunId, TimeSpan.FromSeconds(20), default))!.Status);
        Assert.Equal(2, _calls);
    }

    [Fact]
    public async Task Drain_NothingRuns_IsOverAtOnce()
    {
        await using var bench = Bench();
        await bench.StartAsync(Drawn.Of("w:wait {\"seconds\":60}; t -> w"));
        await bench.Engine.DrainAsync().WaitAsync(TimeSpan.FromSeconds(20));
    }

    private EngineBench Bench(EngineBench? before = null)
    {
        var bench = new EngineBench(new TestCatalogue(new TestKind("holds", HoldAsync)), _store, _clock);
        foreach (var (id, workflow) in before?.Documents ?? [])
        {
            bench.Documents[id] = workflow;
        }

        return bench;
    }

    private async ValueTask<NodeResult> HoldAsync(INodeContext context, CancellationToken stop)
    {
        Interlocked.Increment(ref _calls);
        var released = _release.Task.WaitAsync(stop);
        _began.TrySetResult();
        await released;
        context.PassThrough("out", "in");
        return NodeResult.Done;
    }
}
