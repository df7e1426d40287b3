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
