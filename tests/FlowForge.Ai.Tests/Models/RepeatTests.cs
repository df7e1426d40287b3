using FlowForge.Ai.Tests.Support;
using FlowForge.Core;
using FlowForge.Core.Ports;
using FlowForge.ModelServer;
using Microsoft.Extensions.Time.Testing;

namespace FlowForge.Ai.Tests.Models;

public class RepeatTests
{
    private static readonly ScriptedReply.Refuse Limited = new(429, """{"error":{"message":"Slow down."}}""", "7");

    [Fact]
    public async Task Ask_RateLimited_WaitsAsLongAsItIsTold()
    {
        var clock = new FakeTimeProvider();
        await using var room = await AiRoom.OpenAsync(clock: clock);
        room.Server.Then(Limited, new ScriptedReply.Text("Now."));
        var asking = room.AskAsync().AsTask();
        await Advance(clock, room, calls: 1, TimeSpan.FromSeconds(6.9));
        Assert.Single(room.Server.Calls);
        Assert.False(asking.IsCompleted);

        while (!asking.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(0.2));
            await Task.Yield();
        }

        Assert.Equal("Now.", (await asking).Value!.Text);
        Assert.Equal(2, room.Server.Calls.Count);
    }

    [Fact]
    public async Task Ask_RateLimitedForLongerThanThePatience_SaysSoAtOnce()
    {
        await using var room = await AiRoom.OpenAsync();
        room.Server.Then(Limited with { RetryAfter = "3600" });

        var failure = (await room.AskAsync()).Failure!;

        Assert.Equal(AiFailures.RateLimited, failure.Code);
        Assert.Contains("3600 seconds", failure.Message, StringComparison.Ordinal);
        Assert.Single(room.Server.Calls);
    }

    [Fact]
    public async Task Ask_BrokenServer_IsAskedAgainAndThenGivenUp()
    {
        var clock = new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromSeconds(1) };
        await using var room = await AiRoom.OpenAsync(clock: clock);
        room.Server.Then(new ScriptedReply.Refuse(503, "{}"), new ScriptedReply.Refuse(500, "{}"), new ScriptedReply.Refuse(502, """{"error":{"message":"No."}}"""));
        var asking = room.AskAsync().AsTask();
        while (!asking.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        var failure = (await asking).Failure!;
        Assert.Equal((AiFailures.Unavailable, Limits.AiRepeats + 1), (failure.Code, room.Server.Calls.Count));
        Assert.Contains("502: No.", failure.Message, StringComparison.Ordinal);
    }

    private static async Task Advance(FakeTimeProvider clock, AiRoom room, int calls, TimeSpan by)
    {
        while (room.Server.Calls.Count < calls)
        {
            await Task.Yield();
        }

        clock.Advance(by);
    }
}
