using FlowForge.Ai.Tests.Support;
using FlowForge.Core.Assistance;
using FlowForge.Core.Frames;
using FlowForge.Core.Proposals;

namespace FlowForge.Ai.Tests.Healing;

/// <summary>What a run may change of itself without a person, whatever a model says: each way round the rule is refused with its reason.</summary>
public sealed class UnattendedRuleTests
{
    private const string Workflow = """
        { "flowforge": 1, "id": "w", "name": "W", "graph": { "nodes": [
            { "id": "start", "kind": "trigger.manual" },
            { "id": "pick", "kind": "set", "parameters": { "fields": { "n": "={{ $json.a }}", "plain": "x" } } },
            { "id": "work", "kind": "code", "parameters": { "source": "return $json" } },
            { "id": "send", "kind": "http", "parameters": { "url": "https://api.example.com/x", "query": { "q": "={{ $json.n }}" } } } ],
          "edges": [ { "from": "start", "to": "pick" }, { "from": "pick", "to": "work" }, { "from": "work", "to": "send" } ] } }
        """;

    [Theory]
    [InlineData("pick", """{ "type": "setParameters", "nodeId": "pick", "parameters": { "fields": { "n": "={{ $json.b }}", "plain": "x" } } }""", null)]
    [InlineData("pick", """{ "type": "setParameters", "nodeId": "pick", "parameters": { "fields": { "n": "={{ $json.b ?? $now }}", "plain": "y" } } }""", null)]
    [InlineData("pick", """{ "type": "setParameters", "nodeId": "pick", "parameters": { "fields": { "n": "={{ $vars.key }}", "plain": "x" } } }""", "asks for '$vars'")]
    [InlineData("pick", """{ "type": "setParameters", "nodeId": "pick", "parameters": { "fields": { "n": "={{ $('start').first().json }}", "plain": "x" } } }""", "asks for '$('start')'")]
    [InlineData("pick", """{ "type": "setParameters", "nodeId": "pick", "parameters": { "fields": { "n": "={{ $json.a }}", "plain": "={{ $json.secret }}" } } }""", "new expression")]
    [InlineData("pick", """{ "type": "setParameters", "nodeId": "work", "parameters": { "source": "return {}" } }""", "more than the parameters")]
    [InlineData("work", """{ "type": "setParameters", "nodeId": "work", "parameters": { "source": "return {}" } }""", "changes a script")]
    [InlineData("send", """{ "type": "setParameters", "nodeId": "send", "parameters": { "query": { "q": "={{ $json.a }}" } } }""", "reaches outside")]
    [InlineData("send", """{ "type": "setParameters", "nodeId": "send", "parameters": { "url": "https://evil.example/x" } }""", "reaches outside")]
    [InlineData("send", """{ "type": "setParameters", "nodeId": "send", "parameters": { "method": "DELETE" } }""", "reaches outside")]
    [InlineData("pick", """{ "type": "setConfig", "config": { "healing": "auto" } }""", "more than the parameters")]
    [InlineData("pick", """{ "type": "replaceNode", "node": { "id": "pick", "kind": "http", "parameters": { "url": "https://evil.example" } } }""", "more than the parameters")]
    [InlineData("pick", """{ "type": "addNode", "node": { "id": "more", "kind": "http", "parameters": { "url": "https://evil.example" } } }""", "more than the parameters")]
    [InlineData("pick", """{ "type": "connect", "edge": { "from": "pick", "to": "send" } }""", "more than the parameters")]
    public async Task Refuse_Change_SaysWhy(string node, string operation, string? why)
    {
        await using var room = await AiRoom.OpenAsync();
        Assert.Equal(why is null, Refuse(room, node, operation, new(TrialOutcome.Passed, "")) is null);
        Assert.Contains(why ?? "", Refuse(room, node, operation, new(TrialOutcome.Passed, "")) ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TrialOutcome.Failed, null)]
    [InlineData(TrialOutcome.NotTried, null)]
    [InlineData(TrialOutcome.Passed, "send")]
    public async Task Refuse_ChangeThatDidNotPassToTheEnd_Waits(TrialOutcome outcome, string? stopped)
    {
        await using var room = await AiRoom.OpenAsync();
        const string good = """{ "type": "setParameters", "nodeId": "pick", "parameters": { "fields": { "n": "={{ $json.b }}" } } }""";

        Assert.Contains("trial stopped|not tried".Split('|')[stopped is null ? 1 : 0], Refuse(room, "pick", good, new(outcome, "") { StoppedAt = stopped }), StringComparison.Ordinal);
    }

    [Fact]
    public void Kept_Heal_ReadsBackAsItWas()
    {
        var workflow = Drawn.Read(Workflow);
        var operations = OperationsJson.Read("""[{ "type": "removeNode", "nodeId": "send" }]"""u8.ToArray()).Operations!;
        var trial = new HealTrial(TrialOutcome.Passed, "It went.")
        {
            Steps = [new("pick", "4/0", FrameStatus.Completed, [("out", 3)]) { Source = Core.Trials.AnswerSource.Recording }, new("work", "", FrameStatus.Failed, []) { Failure = "No." }], StoppedAt = "send", Reason = "Nothing recorded.",
        };
        var kept = new KeptHeal("7", "pick", "4/0", 2, new()
        {
            Cause = "data", Action = "change", Explanation = "So.", Trial = trial, Proposal = new() { Operations = operations, Workflow = workflow, Explanation = "So.", Questions = ["Why?"] },
        }, DateTimeOffset.UnixEpoch);

        var read = KeptHealJson.Read(Core.Ports.MailRow.ProposalFor("r", "7", KeptHealJson.Text(kept), DateTimeOffset.UnixEpoch), workflow)!;

        Assert.Equal(KeptHealJson.Text(kept).ToArray(), KeptHealJson.Text(read).ToArray());
        Assert.Equal(("7", 2, "send", 2), (read.Pause, read.Revision, read.Heal.Trial!.StoppedAt, read.Heal.Trial.Steps.Count));
    }

    private static string? Refuse(AiRoom room, string node, string operation, HealTrial trial)
    {
        var before = Drawn.Read(Workflow);
        var operations = OperationsJson.Read(System.Text.Encoding.UTF8.GetBytes($"[{operation}]")).Operations!;
        var after = Operations.Apply(before, operations, room.Catalogue, AiRoom.Scripts).Workflow!;
        return UnattendedRule.Refuse(
            before, node, new() { Cause = "expression", Action = "change", Explanation = "", Trial = trial, Proposal = Proposal.Of(before, operations, after, room.Catalogue, AiRoom.Scripts) }, room.Catalogue);
    }
}
