using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Tests.Engine;

/// <summary>
/// A run that could not be read just when its host started, because the store was busy, lay there until the next start; with a place under a concurrency key others
/// were let past it. Found by the simulation.
/// </summary>
public sealed class ResumeRefusedTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Resume_StoreRefusesForAMoment_TheRunGoesOnByItself(bool hasPlace)
    {
        var store = new MemoryRunStore();
        var workflow = Drawn.Of("h:hold; t -> h; h -> b", hasPlace ? new() { Concurrency = new("k") } : null);
        var begun = new TaskCompletionSource();
        var dying = new DyingStore(store, new());
        var first = new EngineBench(new TestCatalogue(new TestKind("hold", async (_, _) =>
        {
            dying.Kill();
            begun.SetResult();
            await dying.HoldIfDeadAsync();
            return NodeResult.Done;
        }, hasEffect: true)), dying);
        var started = await first.StartAsync(workflow);
        await begun.Task;

        await using var next = new EngineBench(new TestCatalogue(new TestKind("hold", (context, _) =>
        {
            context.PassThrough("out", "in");
            return new(NodeResult.Done);
        }, hasEffect: true)), new Busy(store));
        next.Documents[workflow.Id] = workflow;
        await next.Engine.ResumeAsync(default);

        await RunRulesTests.Eventually(() => next.StatusOf(started.RunId) == RunStatus.Completed);
        Assert.Contains("cannot be resumed", Assert.Single(next.Faults));
    }

    /// <summary>Refuses the first reading of a journal.</summary>
    private sealed class Busy(IRunStore inner) : RunStoreOver(inner)
    {
        private int _reads;

        public override ValueTask<IReadOnlyList<SegmentRow>> ReadSegmentsAsync(string runId, int fromOrdinal, int limit, CancellationToken cancellation) =>
            Interlocked.Increment(ref _reads) > 1 ? base.ReadSegmentsAsync(runId, fromOrdinal, limit, cancellation) : throw new StoreFault("Busy.");
    }
}
