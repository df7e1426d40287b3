using FlowForge.Core.Failures;
using FlowForge.Core.Ports;
using FlowForge.Scripting.Pool;
using FlowForge.Scripting.Protocol;
using FlowForge.Scripting.Tests.Support;

namespace FlowForge.Scripting.Tests.Pool;

/// <summary>A past bug: a worker that was killed for one step had already begun the next, which got the blame.</summary>
public sealed class LateVerdictTests
{
    private static readonly Failure Late = Failure.Of(FailureCodes.ScriptTimeout, "Late.");
    private static readonly StepFrame Result = new(new StepResult(), []);

    [Fact]
    public async Task RunAsync_StepEndsWhileItsWorkerIsBeingJudged_TheNextOneIsLeftAlone()
    {
        using var clock = new LaggingClock();
        await using var scripts = new ProcessScripts(new() { Workers = 1 }, clock);
        await scripts.RunAsync(ScriptRuns.PerItem("return {}"), TestScope.Of("{}"));
        clock.LagsNext = true;
        var scope = new HoldingScope(clock);

        var results = await scripts.RunAsync(
            [
                ScriptRuns.PerItem("const end = Date.now() + 300; while (Date.now() < end); return { a: 1 }", "Slow"),
                ScriptRuns.PerItem("return { n: $('A' + '').all().length }", "Next"),
            ],
            scope, default);

        Assert.Equal(["""[{"a":1}]""", """[{"n":1}]"""], results.Select(result => result.Failure?.Message ?? result.Items.Text()));
        Assert.Equal(1, scope.Asked);
    }

    [Fact]
    public void TryCondemn_StepThatHasEnded_IsRefused()
    {
        var batch = Begun(out var first, out _);
        var seen = batch.Running()!.Value;
        batch.Advance(first.Id, Result, 1);

        Assert.False(batch.TryCondemn(seen, Late));
        Assert.True(batch.TryCondemn(batch.Running()!.Value, Late));
    }

    [Fact]
    public void Lose_CondemnedStepEndsBeforeTheWorkerDoes_NobodyIsBlamed()
    {
        var batch = Begun(out var first, out var second);
        Assert.True(batch.TryCondemn(batch.Running()!.Value, Late));
        batch.Advance(first.Id, Result, 1);
        batch.Advance(first.Id, Result, 2);

        var lost = batch.Lose();

        Assert.Equal((second, null, false), (lost.Running, lost.Verdict, lost.IsItsDoing));
        Assert.True(first.IsOver);
    }

    [Fact]
    public void Lose_CondemnedStepOfAChainEnds_TheNextStepIsNotBlamed()
    {
        var batch = Begun(out var first, out var second);
        Assert.True(batch.TryCondemn(batch.Running()!.Value, Late));
        batch.Advance(first.Id, Result, 1);

        var lost = batch.Lose();

        Assert.Equal((first, null, false), (lost.Running, lost.Verdict, lost.IsItsDoing));
        Assert.Equal([second], lost.Others);
    }

    [Fact]
    public void Lose_SkippedJobIsPutAsideBeforeTheWorkerDies_TheNextJobIsNotBlamed()
    {
        var batch = Begun(out var first, out var second);
        Assert.True(batch.Skip(first, 5));
        Assert.True(batch.TryCondemn(batch.Running()!.Value, null));
        batch.Drop(first.Id, 6);

        var lost = batch.Lose();

        Assert.Equal((second, null, false), (lost.Running, lost.Verdict, lost.IsItsDoing));
    }

    [Fact]
    public void Lose_CondemnedStepStillRuns_GetsTheVerdict()
    {
        var batch = Begun(out var first, out var second);
        Assert.True(batch.TryCondemn(batch.Running()!.Value, Late));

        var lost = batch.Lose();

        Assert.Equal((first, Late, true), (lost.Running, lost.Verdict, lost.IsItsDoing));
        Assert.Equal([second], lost.Others);
    }

    [Fact]
    public void Lose_NextMessageMeetsTheDyingWorker_IsNotBlamed()
    {
        var batch = Begun(out var first, out var second);
        Assert.True(batch.TryCondemn(batch.Running()!.Value, Late));
        batch.Advance(first.Id, Result, 1);
        batch.Advance(first.Id, Result, 2);
        batch.Advance(second.Id, Result, 3);
        batch.Advance(second.Id, Result, 4);
        Assert.True(batch.IsEmpty);
        var third = Job(3);
        batch.Begin([third], 5);

        var lost = batch.Lose();
        Assert.Equal((third, false), (lost.Running, lost.IsItsDoing));

        batch.Renew();
        batch.Begin([third], 6);
        Assert.True(batch.Lose().IsItsDoing);
    }

    /// <summary>A past bug: on a busy machine workers were ended for jobs that they had been told to leave alone long before it was their turn.</summary>
    [Fact]
    public void StoppingSince_SkippedWhileAnotherStepHadTheWorker_CountsFromItsTurn()
    {
        var batch = Begun(out var first, out var second);
        Assert.Equal([second], batch.SkipWaiting(50));
        batch.Advance(first.Id, Result, 400);
        batch.Advance(first.Id, Result, 900);

        Assert.Equal((second, 900), (batch.Running()!.Value.Job, batch.Running()!.Value.StoppingSince));
    }

    [Fact]
    public void StoppingSince_SkippedWhileItRan_CountsFromTheSkip()
    {
        var batch = Begun(out var first, out _);
        batch.Advance(first.Id, Result, 400);
        Assert.True(batch.Skip(first, 700));

        Assert.Equal(700, batch.Running()!.Value.StoppingSince);
    }

    /// <summary>A past bug: the worker was thought to be at a job that it had ended before it read that it was to skip it, and was killed for that.</summary>
    [Fact]
    public void Advance_SkippedJobHadEndedAlready_NoLongerHasTheWorker()
    {
        var batch = Begun(out var first, out var second);
        Assert.True(batch.Skip(first, 5));
        batch.Advance(first.Id, Result, 6);
        Assert.Equal(first, batch.Running()!.Value.Job);
        batch.Advance(first.Id, Result, 7);

        Assert.Equal((second, 0), (batch.Running()!.Value.Job, batch.Running()!.Value.SkippedAt));
        Assert.Empty(first.Results);
        Assert.False(first.IsOver);
    }

    private static WorkerBatch Begun(out PoolJob first, out PoolJob second)
    {
        var batch = new WorkerBatch();
        batch.Begin([first = Job(1), second = Job(2)], 0);
        return batch;
    }

    private static PoolJob Job(int id) => new()
    {
        Id = id,
        Frame = default,
        Sources = [],
        Timeouts = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1)],
        Fetch = (_, _) => new(default(ReadOnlyMemory<byte>)),
        Cancellation = default,
    };

    /// <summary>Once, whoever looks at a running step gets his answer only when the next step is at work, and then an hour has passed.</summary>
    private sealed class LaggingClock : TimeProvider, IDisposable
    {
        private readonly ManualResetEventSlim _nextIsAtWork = new();

        public volatile bool LagsNext;

        public ManualResetEventSlim HasLooked { get; } = new();

        public void NextIsAtWork() => _nextIsAtWork.Set();

        public void Dispose()
        {
            _nextIsAtWork.Dispose();
            HasLooked.Dispose();
        }

        public override long GetTimestamp()
        {
            if (!LagsNext || Thread.CurrentThread.Name?.StartsWith("script worker", StringComparison.Ordinal) == true)
            {
                if (_nextIsAtWork.IsSet)
                {
                    HasLooked.Set();
                }

                return base.GetTimestamp();
            }

            LagsNext = false;
            _nextIsAtWork.Wait(TimeSpan.FromSeconds(20));
            return base.GetTimestamp() + (3_600 * TimestampFrequency);
        }
    }

    /// <summary>Its look-up says that the step is at work, and is answered once the watch has looked again.</summary>
    private sealed class HoldingScope(LaggingClock clock) : DelegatingScope
    {
        public int Asked { get; private set; }

        public override Outcome<Core.Model.ItemList> Output(string nodeName, string? port)
        {
            Asked++;
            clock.NextIsAtWork();
            clock.HasLooked.Wait(TimeSpan.FromSeconds(20));
            return base.Output(nodeName, port);
        }
    }
}
