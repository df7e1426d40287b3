using FlowForge.Core.Frames;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Tests.Engine;

/// <summary>
/// A run that was cancelled just when its next host took it up left a frame without its end, when the node that had been at work was not the first of its hand-out, or when the store had
/// refused something and the hand-out was about to be tried again. Found by the simulation.
/// </summary>
public sealed class CancelBehindResumeTests
{
    [Fact]
    public async Task Cancel_SecondNodeOfTheHandOutHadBegun_IsRecordedAsCancelled()
    {
        var store = new MemoryRunStore();
        var workflow = Drawn.Of("a:pass; h:hold; t -> a; t -> z; a -> h; h -> b");
        var begun = new TaskCompletionSource();
        var dying = new DyingStore(store, new());
        var first = new EngineBench(Holding(async () =>
        {
            dying.Kill();
            begun.TrySetResult();
            await dying.HoldIfDeadAsync();
        }), dying);
        var started = await first.StartAsync(workflow);
        await begun.Task;

        // Its first write says that the hand-out is out again; before it is durable somebody ends the run.
        var slow = new SlowStore(store);
        await using var next = new EngineBench(Holding(() => Task.CompletedTask), slow);
        next.Documents[workflow.Id] = workflow;
        await next.Engine.ResumeAsync(default);
        Assert.True(await next.Engine.CancelAsync(started.RunId, default));
        slow.Go.SetResult();

        await RunRulesTests.Eventually(() => next.StatusOf(started.RunId) == RunStatus.Cancelled);
        Assert.Contains("h Cancelled", await next.FramesAsync(started.RunId));
    }

    [Fact]
    public async Task Cancel_HandOutIsAboutToBeTriedAgain_IsRecordedAsCancelled()
    {
        var refused = new TaskCompletionSource();
        await using var bench = new EngineBench(Holding(() =>
        {
            refused.TrySetResult();
            throw new StoreFault("Busy.");
        }));
        var started = await bench.StartAsync(Drawn.Of("h:hold; t -> h; h -> b"));
        await refused.Task;

        Assert.True(await bench.Engine.CancelAsync(started.RunId, default));

        await RunRulesTests.Eventually(() => bench.StatusOf(started.RunId) == RunStatus.Cancelled);
        Assert.Contains("h Cancelled", await bench.FramesAsync(started.RunId));
    }

    private static TestCatalogue Holding(Func<Task> hold) => new(new TestKind("hold", async (_, _) =>
    {
        await hold();
        return NodeResult.Done;
    }, hasEffect: true));

    /// <summary>Writes nothing before it may.</summary>
    private sealed class SlowStore(IRunStore inner) : RunStoreOver(inner)
    {
        public TaskCompletionSource Go { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override async ValueTask<JournalResult> WriteAsync(JournalWrite write)
        {
            await Go.Task;
            return await base.WriteAsync(write);
        }
    }
}
