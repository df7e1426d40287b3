using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using Microsoft.Extensions.Time.Testing;

namespace FlowForge.Core.Tests.Engine;

/// <summary>A node in which the host dies again and again ends in <c>node.crashedHost</c>, and no other node does (semantics 3, poison).</summary>
public sealed class PoisonTests
{
    [Theory]
    [InlineData(true, 5, 5)]
    [InlineData(false, 6, 9)]
    public async Task Resume_HostDiesInOneNode_FailsTheNodeAtTheFifthCount(bool hasEffect, int least, int most)
    {
        var deaths = 0;
        var lives = Of("k:killer; t -> k; k -> a", (store, _) => Killer(hasEffect, store, () => ++deaths > 0));
        while (await lives.LiveAsync(advances: false))
        {
            Assert.InRange(deaths, 0, most);
        }

        Assert.InRange(deaths, least, most);
        Assert.Equal((RunStatus.Failed, "node.crashedHost", "k"), (lives.Run!.Status, lives.Run.Failure!.Code, lives.Run.Failure.NodeId));
    }

    [Fact]
    public async Task Resume_CrashedNodeWithErrorOutput_GoesOn()
    {
        var lives = Of("k:killer; t -> k; k.error -> a", (store, _) => Killer(true, store, () => true), OnError.ErrorOutput);
        while (await lives.LiveAsync(advances: false))
        {
            Assert.InRange(lives.Count, 1, 10);
        }

        Assert.Equal(RunStatus.Completed, lives.Run!.Status);
        Assert.Contains("a[]#1 Egress Completed in:1=0!node.crashedHost => out:1=0a  ", await lives.FramesAsync());
    }

    [Fact]
    public async Task Resume_HostDiesBeforeTheNodeBegins_DoesNotCount()
    {
        var deaths = 0;
        var lives = Of("k:killer; t -> k; k -> a", (store, _) => Killer(true, store, () => ++deaths == 1));
        Assert.True(await lives.LiveAsync(advances: false));
        for (var i = 0; i < 9; i++)
        {
            Assert.True(await lives.LiveAsync(writes: 1, advances: false));
        }

        Assert.False(await lives.LiveAsync(advances: false));
        Assert.Equal(2, deaths);
        Assert.Equal(RunStatus.Completed, lives.Run!.Status);
    }

    [Fact]
    public async Task Resume_NewRecordBetweenDeaths_ClearsTheCount()
    {
        var deaths = 0;
        var lives = Of(
            "k:killer; t -> k; k -> a", (store, _) => Killer(true, store, () => ++deaths is not (4 or 8)), retry: new(3, 0));
        while (await lives.LiveAsync())
        {
            Assert.InRange(lives.Count, 1, 20);
        }

        // Three deaths, a failed attempt, three deaths, a failed attempt, and five deaths in the last one.
        Assert.Equal(13, deaths);
        Assert.Equal("node.crashedHost", lives.Run!.Failure!.Code);
    }

    private static Lives Of(
        string drawn, Func<DyingStore, EffectLedger, IEnumerable<INodeKind>> kinds, OnError onError = OnError.Stop, RetryPolicy? retry = null) =>
        new(Drawn.Of(drawn, change: node => node.Id == "k" ? node with { OnError = onError, Retry = retry } : node), 1, kinds, new FakeTimeProvider());

    /// <summary>Takes the host with it when told to; else passes its items on, or fails when it may be tried again.</summary>
    private static IEnumerable<INodeKind> Killer(bool hasEffect, DyingStore store, Func<bool> kills)
    {
        yield return new TestKind("killer", async (context, _) =>
        {
            await store.HoldIfDeadAsync();
            if (kills())
            {
                store.Kill();
                await store.HoldIfDeadAsync();
            }

            if (context.Node.Retry is not null)
            {
                return new NodeResult.Failed(Failures.Failure.Of("test.failed", "It failed."));
            }

            context.PassThrough("out", "in");
            return NodeResult.Done;
        }, hasEffect: hasEffect);
    }
}
