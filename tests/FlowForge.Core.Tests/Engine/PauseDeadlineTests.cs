using FlowForge.Core.Failures;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using Microsoft.Extensions.Time.Testing;

namespace FlowForge.Core.Tests.Engine;

/// <summary>A pause's deadline and an answer to it come at the same moment: the one that is durable first counts, and who answered is told which.</summary>
public sealed class PauseDeadlineTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly HoldingStore _store = new(new());

    [Fact]
    public async Task Answer_IsDurableAndTheDeadlineComesBeforeItIsTaken_TheRunGoesOnByTheAnswer()
    {
        await using var bench = new EngineBench(new TestCatalogue(new TestKind("broken", (_, _) => new(new NodeResult.Failed(Failure.Of("test.broken", "It broke."))))), _store, _clock);
        var started = await bench.StartAsync(Drawn.Of("h:broken; t -> h; h -> a") with { Config = new() { Healing = Healing.Suggest } });
        await RunRulesTests.Eventually(() => bench.StatusOf(started.RunId) == RunStatus.Paused);
        var pause = bench.Engine.Pauses(started.RunId).Single().Id;

        // The answer is in the store, and its sender hears nothing yet.
        _store.Hold();
        var answered = bench.Engine.AnswerPauseAsync(started.RunId, pause, new(PauseAnswerType.Skip), default).AsTask();
        await _store.Held;
        _clock.Advance(TimeSpan.FromDays(Limits.HealingDays));
        _store.Release();

        Assert.IsType<PauseResult.Taken>(await answered);
        var run = await bench.EndedAsync(started);
        Assert.Equal((RunStatus.Completed, "0a"), (run.Status, await bench.OutputAsync(run)));
    }

    [Fact]
    public async Task Answer_AfterTheDeadlineIsClaimed_IsRefusedAndTheRunFails()
    {
        await using var bench = new EngineBench(new TestCatalogue(new TestKind("broken", (_, _) => new(new NodeResult.Failed(Failure.Of("test.broken", "It broke."))))), _store, _clock);
        var started = await bench.StartAsync(Drawn.Of("h:broken; t -> h; h -> a") with { Config = new() { Healing = Healing.Suggest } });
        await RunRulesTests.Eventually(() => bench.StatusOf(started.RunId) == RunStatus.Paused);
        var pause = bench.Engine.Pauses(started.RunId).Single().Id;

        _store.Hold();
        await RunRulesTests.Eventually(() =>
        {
            _clock.Advance(TimeSpan.FromDays(1));
            return _store.Held.IsCompleted;
        });
        var answered = await bench.Engine.AnswerPauseAsync(started.RunId, pause, new(PauseAnswerType.Skip), default);
        _store.Release();

        Assert.IsType<PauseResult.Over>(answered);
        var run = await bench.EndedAsync(started);
        Assert.Equal((RunStatus.Failed, "test.broken"), (run.Status, run.Failure!.Code));
    }

    /// <summary>Keeps who posts the next message waiting once it is kept.</summary>
    private sealed class HoldingStore(MemoryRunStore inner) : RunStoreOver(inner)
    {
        private TaskCompletionSource? _held;
        private TaskCompletionSource? _released;

        public Task Held => _held!.Task;

        public void Hold() => (_held, _released) = (new(TaskCreationOptions.RunContinuationsAsynchronously), new(TaskCreationOptions.RunContinuationsAsynchronously));

        public void Release() => _released!.TrySetResult();

        public override async ValueTask<MailResult> PostAsync(MailRow mail, DateTimeOffset now)
        {
            var result = await base.PostAsync(mail, now);
            if (_held?.TrySetResult() == true)
            {
                await _released!.Task;
            }

            return result;
        }
    }
}
