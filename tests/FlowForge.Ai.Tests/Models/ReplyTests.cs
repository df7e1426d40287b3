using FlowForge.Ai.Tests.Support;
using FlowForge.Core.Ports;
using FlowForge.ModelServer;

namespace FlowForge.Ai.Tests.Models;

public class ReplyTests
{
    [Fact]
    public async Task Ask_Right_StreamsItsTextAndTellsWhatItTook()
    {
        await using var room = await AiRoom.OpenAsync(options => options with { Price = (2, 8) });
        room.Server.Then(new ScriptedReply.Text("Good morning.", PieceLength: 4));
        var pieces = new List<string>();

        var reply = (await room.AskAsync(onText: pieces.Add)).Value!;

        Assert.Equal(("Good morning.", "scripted/one", 1000, 100), (reply.Text, reply.Model, reply.Usage.PromptTokens, reply.Usage.ReplyTokens));
        Assert.Equal(0.0028m, reply.Usage.Cost);
        Assert.Equal(["Good", " mor", "ning", "."], pieces);
    }

    [Fact]
    public async Task Ask_CostThatTheServerTells_WinsOverThePrice()
    {
        await using var room = await AiRoom.OpenAsync(options => options with { Price = (2, 8) });
        room.Server.Then(new ScriptedReply.Text("x") { Usage = (10, 1, 0.42m) });

        Assert.Equal(0.42m, (await room.AskAsync()).Value!.Usage.Cost);
    }

    [Theory]
    [InlineData("cut", AiFailures.InvalidReply, "ended before it was finished")]
    [InlineData("length", AiFailures.InvalidReply, "cut off")]
    [InlineData("filter", AiFailures.InvalidReply, "content filter")]
    [InlineData("broken", AiFailures.InvalidReply, "broke off")]
    [InlineData("huge", AiFailures.InvalidReply, "KB")]
    [InlineData("noise", AiFailures.InvalidReply, "no stream of chat completions")]
    [InlineData("html", AiFailures.Unavailable, "answered 404")]
    [InlineData("hang", AiFailures.Timeout, "1 seconds")]
    [InlineData("slow", AiFailures.Timeout, "1 seconds")]
    public async Task Ask_Wrong_IsAFailureThatSaysWhy(string how, string code, string words)
    {
        await using var room = await AiRoom.OpenAsync(options => how is "hang" or "slow" ? options with { CallTime = TimeSpan.FromSeconds(1) } : options);
        room.Server.Then(how switch
        {
            "cut" => new ScriptedReply.Cut("Good mor"),
            "length" => new ScriptedReply.Text("Good mor", Finish: "length"),
            "filter" => new ScriptedReply.Text("", Finish: "content_filter"),
            "broken" => new ScriptedReply.Broken("Good mor"),
            "huge" => new ScriptedReply.Huge(5_000_000),
            "noise" => new ScriptedReply.Noise("data: {\"choices\": \"none\"}\n\n"),
            "html" => new ScriptedReply.Refuse(404, "<html>Not here</html>"),
            "hang" => new ScriptedReply.Hang(),
            _ => new ScriptedReply.Slow(new('x', 4000), TimeSpan.FromMilliseconds(300)),
        });

        var failure = (await room.AskAsync()).Failure!;

        Assert.Equal(code, failure.Code);
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_ServerThatDoesNotListen_IsUnavailable()
    {
        await using var room = await AiRoom.OpenAsync(options => options with { PatienceWithLimits = TimeSpan.Zero });
        await room.Server.DisposeAsync();

        var failure = (await room.AskAsync()).Failure!;

        Assert.Equal(AiFailures.Unavailable, failure.Code);
    }

    [Fact]
    public async Task Ask_Cancelled_ThrowsAndTheServerHearsIt()
    {
        await using var room = await AiRoom.OpenAsync();
        room.Server.Then(new ScriptedReply.Hang());
        using var stop = new CancellationTokenSource();
        var asking = room.AskAsync(cancellation: stop.Token).AsTask();
        SpinWait.SpinUntil(() => room.Server.Calls.Count == 1, TimeSpan.FromSeconds(20));
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }
}
