using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using Microsoft.Extensions.Time.Testing;

namespace FlowForge.Core.Tests.Engine;

/// <summary>A host that died while a failed run was still cancelling its siblings ran them anew when it came back.</summary>
public sealed class ResumeWhileEndingTests
{
    [Fact]
    public async Task Resume_RunThatHasFailed_CancelsWhatWasOutInsteadOfRunningIt()
    {
        var calls = 0;
        var clock = new FakeTimeProvider();
        var failing = new TaskCompletionSource();
        DyingStore? first = null;
        IEnumerable<INodeKind> Kinds(DyingStore store, EffectLedger ledger)
        {
            first ??= store;
            yield return new TestKind("stubborn", async (_, _) =>
            {
                Interlocked.Increment(ref calls);
                failing.TrySetResult();
                await new TaskCompletionSource().Task;
                return NodeResult.Done;
            }, hasEffect: true);
            yield return new TestKind("second", async (_, _) =>
            {
                await failing.Task;
                return new NodeResult.Failed(Failures.Failure.Of("test.failed", "It failed."));
            });
        }

        var lives = new Lives(Drawn.Of("s:stubborn; f:second; t -> s; t -> f; s -> after"), 1, Kinds, clock);
        var life = lives.LiveAsync();
        await RunRulesTests.Eventually(() => lives.FramesAsync().Result.Any(line => line.StartsWith("f[]#1 Egress Failed", StringComparison.Ordinal)));
        first!.Kill();
        Assert.True(await life);

        Assert.False(await lives.LiveAsync());
        Assert.Equal(1, calls);
        Assert.Equal((RunStatus.Failed, "test.failed"), (lives.Run!.Status, lives.Run.Failure!.Code));
        Assert.Contains(await lives.FramesAsync(), line => line.StartsWith("s[]#1 Egress Cancelled", StringComparison.Ordinal));
    }
}
