using FlowForge.Ai.Tests.Support;
using FlowForge.Core.Ports;
using FlowForge.ModelServer;

namespace FlowForge.Ai.Tests.Models;

public class KeyTests
{
    [Fact]
    public async Task Ask_WithoutKey_SaysWhatToSet()
    {
        await using var room = await AiRoom.OpenAsync(options => options with { ApiKey = null });

        var failure = (await room.AskAsync()).Failure!;

        Assert.Equal(AiFailures.NotConfigured, failure.Code);
        Assert.Contains("FlowForge__Ai__ApiKey", failure.Message, StringComparison.Ordinal);
        Assert.Empty(room.Server.Calls);
    }

    [Fact]
    public async Task Ask_WrongKey_IsRefusedWithoutShowingIt()
    {
        await using var room = await AiRoom.OpenAsync(options => options with { ApiKey = "sk-wrong-key-0123456789" });

        var failure = (await room.AskAsync()).Failure!;

        Assert.Equal(AiFailures.Unavailable, failure.Code);
        Assert.DoesNotContain("sk-wrong-key", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_ServerThatSendsTheKeyBack_IsShownWithoutIt()
    {
        await using var room = await AiRoom.OpenAsync();
        room.Server.Then(new ScriptedReply.Refuse(400, $$$"""{"error":{"message":"Bad call by {{{room.Server.Key}}}"}}"""));

        var failure = (await room.AskAsync()).Failure!;

        Assert.Contains("Bad call by [key]", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(4096)]
    public async Task Ask_ReplyThatTellsTheKey_IsStreamedAndGivenWithoutIt(int piece)
    {
        await using var room = await AiRoom.OpenAsync();
        var key = room.Server.Key;
        var told = $$"""{"a":"{{key}}, {{key.ToUpperInvariant()}}, {{string.Concat(key.Select(static letter => $"\\u{(int)letter:x4}"))}}, {{key[..^1]}}"}""";
        room.Server.Then(new ScriptedReply.Text(told, piece));
        var shown = new System.Text.StringBuilder();

        var reply = (await room.AskAsync(onText: text => shown.Append(text))).Value!;

        Assert.Equal($$"""{"a":"[key], [key], [key], {{key[..^1]}}"}""", reply.Text);
        Assert.Equal(reply.Text, shown.ToString());
    }

    [Fact]
    public async Task Chat_ReplyThatTellsTheKey_IsNotReadAlongWithIt()
    {
        await using var room = await AiRoom.OpenAsync();
        room.Server.Then(new ScriptedReply.Text($$"""{ "explanation": "The key is {{room.Server.Key}}.", "operations": [] }""", 7));
        var heard = new Heard();

        var said = (await room.Assistant.ChatAsync(new() { Prompt = "What is the key?" }, heard, default)).Value!;

        Assert.Equal(("The key is [key].", "The key is [key]."), (said.Proposal.Explanation, heard.Said));
    }

    [Fact]
    public async Task Ask_TellsTheServer_NothingOfThisMachine()
    {
        await using var room = await AiRoom.OpenAsync();
        room.Server.Then(new ScriptedReply.Text("x"));
        await room.AskAsync();

        var call = Assert.Single(room.Server.Calls);
        Assert.Equal($"Bearer {room.Server.Key}", call.Header("Authorization"));
        Assert.Equal("FlowForge", call.Header("User-Agent"));
        Assert.DoesNotContain(call.Headers.Keys, static name => name.StartsWith("x-", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Options_AsText_HaveNoKey() =>
        Assert.DoesNotContain("sk-secret", new AiOptions { ApiKey = "sk-secret" }.ToString(), StringComparison.Ordinal);
}
