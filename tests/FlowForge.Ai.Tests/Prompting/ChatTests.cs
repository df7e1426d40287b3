using FlowForge.Ai.Tests.Support;
using FlowForge.Core.Assistance;
using FlowForge.Core.Failures;
using FlowForge.ModelServer;

namespace FlowForge.Ai.Tests.Prompting;

public class ChatTests
{
    [Fact]
    public async Task Chat_Question_IsAnsweredInWords_WhileTheyCome()
    {
        await using var room = await AiRoom.OpenAsync();
        room.Server.Then(new ScriptedReply.Text("""{ "explanation": "It adds up <b>orders</b> and sends them on.", "operations": [] }"""));
        var heard = new Heard();

        var said = (await room.Assistant.ChatAsync(new() { Prompt = "Explain this workflow.", Workflow = Drawn.Orders() }, heard, default)).Value!;

        Assert.Equal("It adds up <b>orders</b> and sends them on.", said.Proposal.Explanation);
        Assert.Equal(said.Proposal.Explanation, heard.Said);
        Assert.Empty(said.Proposal.Operations);
    }

    [Fact]
    public async Task Chat_AboutARun_TellsItsFailureAndTheTurnsBefore()
    {
        await using var room = await AiRoom.OpenAsync();
        room.Server.Then(new ScriptedReply.Text("""{ "explanation": "The price is missing.", "operations": [] }"""));
        await room.Assistant.ChatAsync(new()
        {
            Prompt = "Why did this fail?",
            Workflow = Drawn.Orders(),
            Conversation = [new(true, "Hello"), new(false, "Good morning")],
            Run = new() { RunId = "r1", NodeId = "total", Failure = Failure.Of("script.failed", "price is undefined") },
        }, new Heard(), default);

        var call = Assert.Single(room.Server.Calls);
        Assert.Contains("script.failed: price is undefined", call.Everything, StringComparison.Ordinal);
        Assert.Equal(["user", "assistant", "user"], call.Messages.Where(static one => one.Role != "system").Select(static one => one.Role));
    }
}
