using FlowForge.AiBench.Reports;
using FlowForge.ModelServer;

namespace FlowForge.Ai.Tests.Bench;

/// <summary>What is not right fails, and on the check that says why.</summary>
public sealed class WrongReplyTests
{
    [Theory]
    [InlineData("order-over-100", "\"number.gt\"", "\"number.gte\"", "exactly 100: calls")]
    [InlineData("order-over-100", "chat.example.com/hook", "chat.example.com/hooks", "large: calls")]
    [InlineData("reject-without-email", "\"status\":201", "\"status\":200", "with an email: reply")]
    [InlineData("weekday-report", "Europe/Berlin", "UTC", "trigger")]
    [InlineData("first-of-month", "yyyy-MM", "MM-yyyy", "in december: calls")]
    [InlineData("revenue-by-country", "\"order\":\"desc\"", "\"order\":\"asc\"", "run: gives")]
    [InlineData("welcome-mail", "=Welcome, ", "=Hello, ", "run: effects")]
    [InlineData("only-large-need-approval", "number.gte", "number.gt", "large, approved: effects")]
    [InlineData("approve-refund", "\"fromPort\":\"rejected\"", "\"fromPort\":\"timeout\"", "rejected: calls")]
    [InlineData("stop-when-wrong", "{{ $json.number }}", "", "below zero: message")]
    public async Task Prompt_PlausibleReplyThatDoesOtherwise_FailsOnTheNamedCheck(string id, string right, string wrong, string check)
    {
        var reply = MeasuredModel.Prompt(id).Reference.Reply(id);
        Assert.Contains(right, reply, StringComparison.Ordinal);

        var ended = await PromptAsync(id, new ScriptedReply.Text(reply.Replace(right, wrong, StringComparison.Ordinal)));

        Assert.False(ended.Passed);
        Assert.Contains(check, ended.Failed.Select(static one => one.Name));
    }

    [Fact]
    public async Task Prompt_ReplyThatIsCutOff_FailsAsAReply()
    {
        var ended = await PromptAsync("greet-caller", new ScriptedReply.Cut(MeasuredModel.Prompt("greet-caller").Reference.Reply("x")[..40]));

        var failed = Assert.Single(ended.Failed);
        Assert.Equal(("reply", 0.0), (failed.Name, ended.Score));
        Assert.Contains("ai.invalidReply", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prompt_ReplyThatIsSentBackAndPutRight_Passes_AndCostsBothCalls()
    {
        await using var model = await MeasuredModel.StartAsync();
        model.Server.Then(new ScriptedReply.Text("""{ "explanation": "x", "operations": [ { "type": "addNode", "node": { "id": "a", "kind": "no.such.kind" } } ] }"""));

        var ended = Assert.Single(await model.Measure().PromptsAsync([MeasuredModel.Prompt("greet-caller")], default));

        Assert.True(ended.Passed);
        Assert.Equal((2, 2000, 200, 0.004m), (ended.Usage.Calls, ended.Usage.PromptTokens, ended.Usage.ReplyTokens, ended.Usage.Cost));
    }

    [Fact]
    public async Task Prompt_DoneInAnotherWay_PassesWithLessStructure()
    {
        const string script = """
            { "name": "x", "explanation": "x", "operations": [ { "type": "addNode", "node": { "id": "a", "kind": "trigger.manual" } },
              { "type": "addNode", "node": { "id": "b", "kind": "code", "parameters": { "mode": "perItem", "source": "return { ...$json, name: $json.first + ' ' + $json.last }" } } },
              { "type": "connect", "edge": { "from": "a", "to": "b" } } ] }
            """;
        var ended = await PromptAsync("full-name", new ScriptedReply.Text(script));

        Assert.True(ended.Passed);
        Assert.InRange(ended.Score!.Value, 0.4, 0.6);
        Assert.Contains("structure: without", ended.Amiss.Select(static one => one.Name));
    }

    [Fact]
    public async Task Prompt_WhatWasToBeKeptIsChanged_Fails()
    {
        var reply = MeasuredModel.Prompt("add-a-filter").Reference.Reply("x");
        var more = reply.Replace("\"operations\":[", """ "operations":[{"type":"setParameters","nodeId":"erp","parameters":{"timeoutSeconds":5}},""", StringComparison.Ordinal);

        var ended = await PromptAsync("add-a-filter", new ScriptedReply.Text(more));

        Assert.Equal(["keeps"], ended.Failed.Select(static one => one.Name));
    }

    [Fact]
    public async Task Prompt_InventsWhatItShouldAsk_Fails() =>
        Assert.Equal(["asks"], (await PromptAsync("which-channel", new ScriptedReply.Text(MeasuredModel.Prompt("welcome-mail").Reference.Reply("x")))).Failed.Select(static one => one.Name));

    [Theory]
    [InlineData("renamed-field", "customerName.toUpperCase()", "customerName.toLowerCase()", "run: gives")]
    [InlineData("renamed-field", "\"cause\":\"expression\"", "\"cause\":\"credential\"", "cause")]
    [InlineData("sum-without-lines", "?? []", "?? [{ price: 1 }]", "run: gives")]
    [InlineData("expired-token", "\"operations\":[", "\"operations\":[{\"type\":\"setParameters\",\"nodeId\":\"get\",\"parameters\":{\"url\":\"https://other.example.com/\"}}", "action")]
    [InlineData("wrong-method", "\"nodeId\":\"refresh\"", "\"nodeId\":\"start\"", "changes")]
    [InlineData("letter-in-a-price", "\"value\":10.5", "\"value\":15", "gives")]
    public async Task Heal_PlausibleReplyThatDoesOtherwise_FailsOnTheNamedCheck(string id, string right, string wrong, string check)
    {
        var reply = MeasuredModel.Heal(id).Reference!.Reply(id);
        Assert.Contains(right, reply, StringComparison.Ordinal);
        await using var model = await MeasuredModel.StartAsync();
        model.Server.Otherwise = _ => new ScriptedReply.Text(reply.Replace(right, wrong, StringComparison.Ordinal));

        var ended = Assert.Single(await model.Measure().HealsAsync([MeasuredModel.Heal(id)], default));

        Assert.False(ended.Passed);
        Assert.Contains(ended.Failed, one => one.Name == check || one.Name == "reply" && check == "changes");
    }

    private static async Task<Attempt> PromptAsync(string id, ScriptedReply reply)
    {
        await using var model = await MeasuredModel.StartAsync();
        model.Server.Otherwise = _ => reply;
        return Assert.Single(await model.Measure().PromptsAsync([MeasuredModel.Prompt(id)], default));
    }
}
