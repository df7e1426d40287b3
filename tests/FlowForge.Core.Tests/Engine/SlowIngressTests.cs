using FlowForge.Core.Ports;
using Microsoft.Extensions.Time.Testing;

namespace FlowForge.Core.Tests.Engine;

/// <summary>
/// An ingress that was recorded because its node took long was unknown to the snapshot written with it: after a crash the attempt had two.
/// </summary>
public sealed class SlowIngressTests
{
    [Theory]
    [InlineData("s:slow; t -> a; a -> s; s -> b")]
    [InlineData("l:loop; s:slow; t -> l; l.loop -> a; a -> s; s -> l; l.done -> b")]
    public async Task Kill_WhenASlowIngressIsRecorded_TheAttemptHasOne(string drawn)
    {
        var hangs = true;
        var lives = new Lives(Drawn.Of(drawn), 1, (store, _) => [Slow(store)], new FakeTimeProvider());
        do
        {
            // On a busy machine the loop's ingress may be written by itself, and a host dies of that first.
            Assert.True(await lives.LiveAsync(writes: 2));
        }
        while (!(await lives.FramesAsync()).Any(IsSlowIngress));

        hangs = false;
        await lives.LiveAsync();

        Assert.Equal(RunStatus.Completed, lives.Run!.Status);
        Assert.Single(await lives.FramesAsync(), IsSlowIngress);

        bool IsSlowIngress(string line) => line.StartsWith('s') && line.Contains("Ingress", StringComparison.Ordinal);

        // In the first life it hangs until the host dies of its ingress.
        INodeKind Slow(DyingStore store) => new TestKind("slow", async (context, stop) =>
        {
            while (hangs)
            {
                await store.HoldIfDeadAsync();
                await Task.Delay(1, stop);
            }

            context.PassThrough("out", "in");
            return NodeResult.Done;
        });
    }
}
