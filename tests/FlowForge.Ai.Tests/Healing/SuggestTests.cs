using System.Text.Json;
using FlowForge.Ai.Tests.Support;
using FlowForge.ModelServer;

namespace FlowForge.Ai.Tests.Healing;

/// <summary><c>healing: suggest</c>: the person who comes to a paused run finds a proposal waiting that was tried, and takes it, changes it or does not want it.</summary>
public sealed class SuggestTests
{
    [Fact]
    public async Task Pause_WithAnAiLayer_IsGivenATriedProposal_AndTheRunCompletesOnceItIsTaken()
    {
        await using var remote = await RemoteServer.StartAsync();
        await using var model = await ScriptedModel.StartAsync();
        await using var host = await HealHost.StartAsync(model, new World());
        await host.EndedAsync(await host.StartAsync(Greeting.Workflow(remote.Address), Greeting.Good));
        model.Then(Greeting.Change());
        var run = await host.StartAsync(Greeting.Workflow(remote.Address, "suggest"), Greeting.Renamed);

        var open = Assert.Single(await host.ProposedAsync(run));
        Assert.Equal(("open", "change", "greet"), (Text(open, "status"), Text(open, "action"), Text(open, "node")));
        Assert.Equal(
            """{"outcome":"passed","detail":"The run goes to its end.","steps":[{"node":"greet","status":"COMPLETED","counts":{"out":1}},{"node":"tell","status":"COMPLETED","counts":{"out":1},"answered":"earlierRun"},{"node":"done","status":"COMPLETED","counts":{"out":1}}]}""",
            open.GetProperty("trial").GetRawText());
        Assert.Equal("PAUSED", Text(await host.RunAsync(run), "status"));
        Assert.Single(remote.Calls);

        await host.SendAsync("POST", $"runs/{run}/resume", $$"""{ "pause": "{{Text(open, "pause")}}", "answer": { "type": "apply", "proposed": true } }""");
        var ended = await host.EndedAsync(run);
        Assert.Equal("COMPLETED", Text(ended, "status"));
        Assert.Equal("GET /tell?who=BO", remote.Calls.Last().Split(" ")[0] + " " + remote.Calls.Last().Split(" ")[1]);
        var taken = Assert.Single(await host.ProposalsAsync(run));
        Assert.Equal(("taken", 1, "person", "The field has another name now.", "passed"),
            (Text(taken, "status"), taken.GetProperty("revision").GetInt32(), Text(taken, "by"), Text(taken, "explanation"), Text(taken.GetProperty("trial"), "outcome")));
    }

    [Fact]
    public async Task Pause_WithoutAnEarlierRun_TheTrialStopsAtTheCall_AndSaysSo()
    {
        await using var remote = await RemoteServer.StartAsync();
        await using var model = await ScriptedModel.StartAsync();
        await using var host = await HealHost.StartAsync(model, new World());
        model.Then(Greeting.Change());
        var run = await host.StartAsync(Greeting.Workflow(remote.Address), Greeting.Renamed, "suggest");

        var trial = Assert.Single(await host.ProposedAsync(run)).GetProperty("trial");
        Assert.Equal(("passed", "tell", 2), (Text(trial, "outcome"), Text(trial, "stoppedAt"), trial.GetProperty("steps").GetArrayLength()));
        Assert.Contains("not recorded", Text(trial, "reason"), StringComparison.Ordinal);
        Assert.Empty(remote.Calls);
    }

    [Fact]
    public async Task Pause_TheSameQuestionAsBefore_IsAnsweredFromTheRecording()
    {
        await using var remote = await RemoteServer.StartAsync();
        await using var model = await ScriptedModel.StartAsync();
        await using var host = await HealHost.StartAsync(model, new World());
        await host.EndedAsync(await host.StartAsync(Greeting.Workflow(remote.Address), Greeting.Good));
        model.Then(Greeting.Change());
        var run = await host.StartAsync(Greeting.Workflow(remote.Address), """{ "customerName": "ada" }""", "suggest");

        Assert.Contains("\"answered\":\"recording\"", Assert.Single(await host.ProposedAsync(run)).GetProperty("trial").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pause_AChangeThatBreaksWhatComesBehind_GoesBackToTheModel()
    {
        await using var remote = await RemoteServer.StartAsync();
        await using var model = await ScriptedModel.StartAsync();
        await using var host = await HealHost.StartAsync(model, new World());
        model.Then(Greeting.Change("null"), Greeting.Change());
        var run = await host.StartAsync(Greeting.Workflow(remote.Address, query: "={{ $json.hello.trim() }}"), Greeting.Renamed, "suggest");

        Assert.Equal("passed", Text(Assert.Single(await host.ProposedAsync(run)).GetProperty("trial"), "outcome"));
        Assert.Equal(2, model.Calls.Count);
        Assert.Contains("'tell' fails then", model.Calls[1].Everything, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rejected_TheRunStaysPaused_AndAnotherAnswerEndsIt()
    {
        await using var remote = await RemoteServer.StartAsync();
        await using var model = await ScriptedModel.StartAsync();
        await using var host = await HealHost.StartAsync(model, new World());
        model.Then(Greeting.Change());
        var run = await host.StartAsync(Greeting.Workflow(remote.Address), Greeting.Renamed, "suggest");
        var pause = Text(Assert.Single(await host.ProposedAsync(run)), "pause");

        await host.SendAsync("DELETE", $"runs/{run}/proposals/{pause}", status: 204);
        Assert.Equal(("rejected", "PAUSED"), (Text(Assert.Single(await host.ProposalsAsync(run)), "status"), Text(await host.RunAsync(run), "status")));
        await host.SendAsync("POST", $"runs/{run}/resume", $$"""{ "pause": "{{pause}}", "answer": { "type": "fail" } }""");
        Assert.Equal("FAILED", Text(await host.EndedAsync(run), "status"));
        await host.SendAsync("DELETE", $"runs/{run}/proposals/{pause}", status: 409);
    }

    [Fact]
    public async Task Edited_TheChangeIsThePersons_AndTheHistoryHasBoth()
    {
        await using var remote = await RemoteServer.StartAsync();
        await using var model = await ScriptedModel.StartAsync();
        await using var host = await HealHost.StartAsync(model, new World());
        model.Then(Greeting.Change());
        var run = await host.StartAsync(Greeting.Workflow(remote.Address), Greeting.Renamed, "suggest");
        var pause = Text(Assert.Single(await host.ProposedAsync(run)), "pause");

        await host.SendAsync("POST", $"runs/{run}/resume", $$"""{ "pause": "{{pause}}", "answer": { "type": "apply", "proposed": true, "operations": [{{Greeting.Operation("$json.customerName + '!'")}}] } }""");
        await host.EndedAsync(run);

        var history = await host.ProposalsAsync(run);
        Assert.Equal([("taken", "person"), ("edited", "person")], history.Select(one => (Text(one, "status"), Text(one, "by"))));
        Assert.Contains("bo%21", remote.Calls.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutAKey_ARunPausesAsEver()
    {
        await using var remote = await RemoteServer.StartAsync();
        await using var model = await ScriptedModel.StartAsync();
        await using var host = await HealHost.StartAsync(model, new World(), hasKey: false);
        var run = await host.StartAsync(Greeting.Workflow(remote.Address), Greeting.Renamed, "auto");

        var paused = await host.RunUntilAsync(run, static one => Text(one, "status") == "PAUSED");
        var pause = Text(paused.GetProperty("pauses")[0], "id");
        await host.SendAsync("POST", $"runs/{run}/resume", $$"""{ "pause": "{{pause}}", "answer": { "type": "apply", "proposed": true } }""", 404);
        Assert.Empty(await host.ProposalsAsync(run));
        Assert.Empty(model.Calls);
    }

    [Fact]
    public async Task Model_OfNoHelp_IsSaidInThePlaceOfAProposal()
    {
        await using var remote = await RemoteServer.StartAsync();
        await using var model = await ScriptedModel.StartAsync();
        await using var host = await HealHost.StartAsync(model, new World());
        model.Then(new ScriptedReply.Refuse(401, """{ "error": { "message": "no" } }"""));
        var run = await host.StartAsync(Greeting.Workflow(remote.Address), Greeting.Renamed, "suggest");

        var said = Assert.Single(await host.ProposedAsync(run));
        Assert.Equal(("none", "open"), (Text(said, "action"), Text(said, "status")));
        Assert.Contains("ai.unavailable", Text(said, "explanation"), StringComparison.Ordinal);
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
