using FlowForge.Core.Frames;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Tests.Engine;

/// <summary>A caller is told to end in the very moment in which a run that it calls is being recorded.</summary>
public sealed class CallRaceTests
{
    private readonly MemoryRunStore _kept = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cancel_WhileACalledRunIsBeingRecorded_GoesDownToIt(bool isBefore)
    {
        var store = new HoldingStore(_kept, isBefore);
        await using var bench = new EngineBench(new TestCatalogue(new WaitingKind()), store);
        bench.Documents["child"] = Drawn.Of("t:trigger.workflow; w:awaits {\"signal\":\"go\"}; t -> w", id: "child");
        var started = await bench.StartAsync(Drawn.Of("c:calls {\"id\":\"child\",\"each\":1}; t -> c"), items: 3);
        await store.Held;

        var cancelled = bench.Engine.CancelAsync(started.RunId, default).AsTask();
        await Task.Delay(20);
        store.Release();

        Assert.True(await cancelled);
        Assert.Equal(RunStatus.Cancelled, (await bench.EndedAsync(started)).Status);
        await RunRulesTests.Eventually(() => bench.Engine.OpenRuns == 0);
        var called = (await _kept.ListRunsAsync(new(), default)).Items.Where(run => run.Caller is not null).ToList();
        Assert.NotEmpty(called);
        Assert.All(called, run => Assert.Equal(RunStatus.Cancelled, run.Status));
        Assert.Empty(bench.Faults);
    }

    /// <summary>Keeps the first record of a called run back, before it is kept or after.</summary>
    private sealed class HoldingStore(MemoryRunStore inner, bool isBefore) : RunStoreOver(inner)
    {
        private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Held => _held.Task;

        public void Release() => _released.TrySetResult();

        public override async ValueTask<JournalResult> WriteAsync(JournalWrite write)
        {
            var isFirst = write.Run is { Caller: not null } && _held.TrySetResult();
            if (isFirst && isBefore)
            {
                await _released.Task;
            }

            var result = await base.WriteAsync(write);
            if (isFirst && !isBefore)
            {
                await _released.Task;
            }

            return result;
        }
    }
}
