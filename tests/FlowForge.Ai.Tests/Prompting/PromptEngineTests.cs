using FlowForge.Ai.Tests.Support;
using FlowForge.Core.Assistance;
using FlowForge.Core.Ports;
using FlowForge.Core.Proposals;
using FlowForge.ModelServer;

namespace FlowForge.Ai.Tests.Prompting;

public class PromptEngineTests
{
    private const string Right = """
        { "name": "Big orders", "explanation": "Posts \"big\" orders\nto the chat.", "assumptions": ["The total is in total."], "questions": ["Which channel?"], "operations": [
          { "type": "addNode", "node": { "id": "hook", "kind": "trigger.webhook", "parameters": { "path": "big", "method": "POST", "auth": { "type": "none" } } } },
          { "type": "addNode", "node": { "id": "big", "kind": "if", "parameters": { "conditions": [{ "left": "={{ $json.body.total }}", "operator": "number.gt", "right": 100 }], "combine": "all" } } },
          { "type": "addNode", "node": { "id": "chat", "kind": "http", "parameters": { "method": "POST", "url": "https://chat.example.com/post" } } },
          { "type": "connect", "edge": { "from": "hook", "to": "big" } },
          { "type": "connect", "edge": { "from": "big", "fromPort": "true", "to": "chat" } } ] }
        """;

    private static readonly WorkflowRequest Asked = new() { Prompt = "When an order over 100 arrives, post it to our chat." };

    [Fact]
    public async Task Propose_RightReply_IsAProposalWithPlacesAndWhatItAdds()
    {
        await using var room = await AiRoom.OpenAsync();
        room.Server.Then(new ScriptedReply.Text(Right, PieceLength: 7));
        var heard = new Heard();

        var proposal = (await room.Assistant.ProposeAsync(Asked, heard, default)).Value!.Proposal;

        Assert.Equal(("big-orders", "Big orders", 3, 2), (proposal.Workflow.Id, proposal.Workflow.Name, proposal.Workflow.Nodes.Count, proposal.Workflow.Edges.Count));
        Assert.Equal(["The total is in total."], proposal.Assumptions);
        Assert.Equal(["Which channel?"], proposal.Questions);
        Assert.True(proposal.IsValid);
        Assert.Contains(new CapabilityChange("chat", new Capability.Host("https://chat.example.com")), proposal.Capabilities);
        Assert.Equal([0, 260, 520], proposal.Workflow.Nodes.Select(static node => node.Position!.Value.X));
        Assert.Equal(proposal.Workflow.Nodes.Select(static node => node.Position), proposal.Operations.OfType<WorkflowOperation.AddNode>().Select(static add => add.Node.Position));
        Assert.Equal("Posts \"big\" orders\nto the chat.", heard.Said);
        Assert.Equal(heard.Said, proposal.Explanation);
    }

    [Fact]
    public async Task Propose_ReplyThatDoesNotValidate_GoesBackWithItsProblems()
    {
        await using var room = await AiRoom.OpenAsync();
        room.Server.Then(new ScriptedReply.Text(Right.Replace("\"if\"", "\"when\"", StringComparison.Ordinal)), new ScriptedReply.Text(Right));
        var heard = new Heard();

        Assert.False((await room.Assistant.ProposeAsync(Asked, heard, default)).IsFailure);

        Assert.Equal(2, heard.Attempts);
        Assert.Contains(heard.Problems, static problem => problem.Message.Contains("'when'", StringComparison.Ordinal));
        Assert.Contains("no kind 'when'", room.Server.Calls[1].Newest, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Sure! Here it is: {\"explanation\":\"x\",\"operations\":[]}", "before it")]
    [InlineData("{\"explanation\":\"x\",\"operations\":[]} Anything else?", "behind it")]
    [InlineData("", "empty")]
    [InlineData("{\"explanation\":\"x\"}", "operations")]
    [InlineData("{\"explanation\":\"x\",\"operations\":[{\"type\":\"connect\",\"edge\":{\"from\":\"send\",\"to\":\"total\"}}]}", "cycle")]
    [InlineData("{\"explanation\":\"x\",\"operations\":[{\"type\":\"removeNode\",\"nodeId\":\"nobody\"}]}", "nobody")]
    public async Task Propose_ReplyThatStaysWrong_IsGivenUpAfterTwoCorrections(string reply, string words)
    {
        await using var room = await AiRoom.OpenAsync();
        room.Server.Then(new ScriptedReply.Text(reply), new ScriptedReply.Text(reply), new ScriptedReply.Text(reply), new ScriptedReply.Text(Right));

        var failure = (await room.Assistant.ProposeAsync(Asked with { Workflow = Drawn.Orders() }, new Heard(), default)).Failure!;

        Assert.Equal((AiFailures.InvalidReply, 3), (failure.Code, room.Server.Calls.Count));
        Assert.Contains(words, failure.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Propose_FencedJson_IsTaken()
    {
        await using var room = await AiRoom.OpenAsync();
        room.Server.Then(new ScriptedReply.Text($"```json\n{Right}\n```"));

        Assert.False((await room.Assistant.ProposeAsync(Asked, new Heard(), default)).IsFailure);
        Assert.Single(room.Server.Calls);
    }

    [Fact]
    public async Task Propose_ChangeOfAWorkflow_KeepsPlacesAndPutsNewNodesBeside()
    {
        await using var room = await AiRoom.OpenAsync();
        room.Server.Then(new ScriptedReply.Text("""{ "explanation": "Adds a log.", "operations": [ { "type": "addNode", "node": { "id": "log", "kind": "noop" } }, { "type": "connect", "edge": { "from": "total", "to": "log" } } ] }"""));

        var after = (await room.Assistant.ProposeAsync(Asked with { Workflow = Drawn.Orders() }, new Heard(), default)).Value!.Proposal.Workflow;

        Assert.Equal([(0, 0), (260, 0), (520, 0), (520, 140)], after.Nodes.Select(static node => (node.Position!.Value.X, node.Position.Value.Y)));
    }

    [Fact]
    public async Task Propose_Question_IsAProposalWithoutOperations()
    {
        await using var room = await AiRoom.OpenAsync();
        room.Server.Then(new ScriptedReply.Text("""{ "explanation": "", "questions": ["Which chat?"], "operations": [] }"""));

        var proposal = (await room.Assistant.ProposeAsync(Asked, new Heard(), default)).Value!.Proposal;

        Assert.Empty(proposal.Operations);
        Assert.Equal(["Which chat?"], proposal.Questions);
    }
}
