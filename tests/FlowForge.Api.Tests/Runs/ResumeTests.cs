using FlowForge.Api.Tests.Support;

namespace FlowForge.Api.Tests.Runs;

public sealed class ResumeTests
{
    private const string Broken = """
        { "workflow": { "flowforge": 1, "id": "broken", "name": "Broken", "graph": {
            "nodes": [ { "id": "start", "kind": "trigger.manual" },
                       { "id": "bad", "kind": "set", "parameters": { "fields": { "n": "={{ $json.no.such }}" } } },
                       { "id": "after", "kind": "set", "parameters": { "fields": { "done": true } } } ],
            "edges": [ { "from": "start", "to": "bad" }, { "from": "bad", "to": "after" } ] } },
          "items": [ { "json": { "a": 1 } } ], "options": { "healing": "HEALING" } }
        """;

    [Fact]
    public async Task Resume_WithItems_TheSameRunGoesOnAndCompletes()
    {
        await using var host = await ApiHost.StartAsync();
        var (run, pause) = await PausedAsync(host);
        var resumed = await host.PostAsync($"/api/runs/{run}/resume", $$"""{ "pause": "{{pause}}", "answer": { "type": "items", "items": { "out": [{ "json": { "n": 7 } }] } } }""");
        Assert.True(resumed.Status == 200, resumed.Body);
        Assert.Equal(run, resumed["id"]);

        var ended = await EndedAsync(host, run);
        Assert.Equal(("COMPLETED", """[{"json":{"n":7,"done":true}}]"""), (ended["status"], ended["output"]));
        (await host.PostAsync($"/api/runs/{run}/resume", $$"""{ "pause": "{{pause}}", "answer": { "type": "skip" } }""")).AssertRefused(409, "run.ended");
    }

    [Fact]
    public async Task Resume_Retry_PausesAgain_AndTheFirstPauseTakesNoSecondAnswer()
    {
        await using var host = await ApiHost.StartAsync();
        var (run, pause) = await PausedAsync(host);
        Assert.Equal(200, (await host.PostAsync($"/api/runs/{run}/resume", $$"""{ "pause": "{{pause}}", "answer": { "type": "retry" } }""")).Status);
        var second = await PauseAsync(host, run, before: pause);
        (await host.PostAsync($"/api/runs/{run}/resume", $$"""{ "pause": "{{pause}}", "answer": { "type": "retry" } }""")).AssertRefused(409, "pause.answered");
        Assert.Equal(200, (await host.PostAsync($"/api/runs/{run}/resume", $$"""{ "pause": "{{second}}", "answer": { "type": "fail" } }""")).Status);
        Assert.Equal("FAILED", (await EndedAsync(host, run))["status"]);
    }

    [Fact]
    public async Task Events_OfAPausedRun_NameItsPauses()
    {
        await using var host = await ApiHost.StartAsync();
        var (run, pause) = await PausedAsync(host);
        await using var stream = await host.Http.GetStreamAsync(new Uri($"/api/runs/{run}/events", UriKind.Relative));
        using var reader = new StreamReader(stream);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var line = "";
        while (!line.Contains("\"PAUSED\"", StringComparison.Ordinal))
        {
            line = await reader.ReadLineAsync(patience.Token) ?? throw new EndOfStreamException();
        }

        Assert.Contains($"\"pauses\":[{{\"id\":\"{pause}\"", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ }""", 400, "request.body")]
    [InlineData("""{ "pause": 1, "answer": { "type": "skip" } }""", 400, "request.body")]
    [InlineData("""{ "pause": "PAUSE" }""", 400, "request.body")]
    [InlineData("""{ "pause": "PAUSE", "answer": { "type": "later" } }""", 400, "request.body")]
    [InlineData("""{ "pause": "PAUSE", "answer": { "type": "items" } }""", 400, "request.body")]
    [InlineData("""{ "pause": "PAUSE", "answer": { "type": "skip", "items": {} } }""", 400, "request.body")]
    [InlineData("""{ "pause": "PAUSE", "answer": { "type": "items", "items": { "nowhere": [] } } }""", 400, "resume.unknownPort")]
    [InlineData("""{ "pause": "4711", "answer": { "type": "skip" } }""", 404, "pause.unknown")]
    public async Task Resume_BadAnswers_AreRefusedAndChangeNothing(string body, int status, string code)
    {
        await using var host = await ApiHost.StartAsync();
        var (run, pause) = await PausedAsync(host);
        (await host.PostAsync($"/api/runs/{run}/resume", body.Replace("PAUSE", pause, StringComparison.Ordinal))).AssertRefused(status, code);
        (await host.PostAsync("/api/runs/nobody/resume", $$"""{ "pause": "{{pause}}", "answer": { "type": "skip" } }""")).AssertRefused(404, "run.unknown");
        Assert.Equal("PAUSED", (await host.GetAsync($"/api/runs/{run}"))["status"]);
    }

    [Fact]
    public async Task Breakpoint_Continued_TheRunGoesOnAndPausesBeforeTheNext()
    {
        await using var host = await ApiHost.StartAsync();
        var started = await host.PostAsync("/api/runs", Broken.Replace("HEALING", "off\", \"breakpoints\": [\"start\", \"after\", \"bad\"], \"upTo\": \"bad", StringComparison.Ordinal));
        Assert.True(started.Status == 201, started.Body);
        var run = started["id"];
        var first = await PauseAsync(host, run, before: "", "start", "breakpoint");
        (await host.PostAsync($"/api/runs/{run}/resume", $$"""{ "pause": "{{first}}", "answer": { "type": "retry" } }""")).AssertRefused(400, "resume.wrongAnswer");
        Assert.Equal(200, (await host.PostAsync($"/api/runs/{run}/resume", $$"""{ "pause": "{{first}}", "answer": { "type": "continue" } }""")).Status);
        var second = await PauseAsync(host, run, before: first, "bad", "breakpoint");
        (await host.PostAsync($"/api/runs/{run}/resume", $$"""{ "pause": "{{first}}", "answer": { "type": "continue" } }""")).AssertRefused(409, "pause.answered");
        Assert.Equal(200, (await host.PostAsync($"/api/runs/{run}/resume", $$"""{ "pause": "{{second}}", "answer": { "type": "continue" } }""")).Status);
        Assert.Equal("FAILED", (await EndedAsync(host, run))["status"]);
    }

    [Fact]
    public async Task Resume_Apply_TheSameRunGoesOnWithTheChangeAndShowsIt()
    {
        const string Mend = """[{ "type": "setParameters", "nodeId": "bad", "parameters": { "fields": { "n": 7 } } }]""";
        await using var host = await ApiHost.StartAsync();
        var (run, pause) = await PausedAsync(host);
        (await ApplyAsync(host, run, pause, "\"operations\": [{ \"type\": \"removeNode\", \"nodeId\": \"bad\" }]")).AssertRefused(409, "revision.needsFork");
        (await ApplyAsync(host, run, pause, "\"operations\": [{ \"type\": \"removeNode\", \"nodeId\": \"nobody\" }]")).AssertRefused(422, "operation.missingNode");
        (await ApplyAsync(host, run, pause, $"\"operations\": {Mend}, \"proposal\": {{ \"operations\": {Mend} }}")).AssertRefused(400, "request.body");
        (await host.GetAsync($"/api/runs/{run}/workflow?revision=1")).AssertRefused(404, "run.unknownRevision");

        var resumed = await ApplyAsync(host, run, pause, $"\"proposal\": {{ \"operations\": {Mend}, \"explanation\": \"There is no such thing.\" }}");
        Assert.True(resumed.Status == 200, resumed.Body);
        var ended = await EndedAsync(host, run);
        Assert.Equal(("COMPLETED", """[{"json":{"a":1,"n":7,"done":true}}]"""), (ended["status"], ended["output"]));
        Assert.Contains("\"n\":7", (await host.GetAsync($"/api/runs/{run}/workflow?revision=1")).Body, StringComparison.Ordinal);
        Assert.Contains("no.such", (await host.GetAsync($"/api/runs/{run}/workflow?revision=0")).Body, StringComparison.Ordinal);

        var fork = await host.PostAsync($"/api/runs/{run}/fork?wait=20", """{ "fromFrame": 0, "workflow": "same" }""");
        Assert.Equal("""[{"json":{"a":1,"n":7,"done":true}}]""", fork["output"]);
    }

    [Fact]
    public async Task Resume_ApplyOfOtherNodes_TheRunGoesOnWithThemAndListsTheChange()
    {
        await using var host = await ApiHost.StartAsync();
        var (run, pause) = await PausedAsync(host);
        Assert.Equal("[]", (await host.GetAsync($"/api/runs/{run}/proposals"))["items"]);
        var resumed = await ApplyAsync(host, run, pause, """
            "operations": [
                { "type": "setParameters", "nodeId": "bad", "parameters": { "fields": { "n": 7 } } },
                { "type": "disconnect", "edge": { "from": "bad", "to": "after" } },
                { "type": "addNode", "node": { "id": "between", "kind": "set", "parameters": { "fields": { "more": "={{ $json.n + 1 }}" } } } },
                { "type": "connect", "edge": { "from": "bad", "to": "between" } },
                { "type": "connect", "edge": { "from": "between", "to": "after" } } ]
            """);
        Assert.True(resumed.Status == 200, resumed.Body);
        Assert.Equal(("COMPLETED", """[{"json":{"a":1,"n":7,"more":8,"done":true}}]"""), ((await EndedAsync(host, run))["status"], (await host.GetAsync($"/api/runs/{run}"))["output"]));

        var proposal = Assert.Single((await host.GetAsync($"/api/runs/{run}/proposals")).Root.GetProperty("items").EnumerateArray());
        Assert.Equal(1, proposal.GetProperty("revision").GetInt32());
        Assert.Equal(["disconnect", "addNode", "replaceNode", "connect", "connect"], proposal.GetProperty("operations").EnumerateArray().Select(operation => operation.GetProperty("type").GetString()));
        Assert.Contains(proposal.GetProperty("capabilities").EnumerateArray(), change => change.GetProperty("type").GetString() == "expression");
        (await host.GetAsync("/api/runs/nobody/proposals")).AssertRefused(404, "run.unknown");
    }

    private static Task<Answered> ApplyAsync(ApiHost host, string run, string pause, string change) =>
        host.PostAsync($"/api/runs/{run}/resume", $$"""{ "pause": "{{pause}}", "answer": { "type": "apply", {{change}} } }""");

    [Fact]
    public async Task Start_HealingOff_TheRunFailsAtOnce()
    {
        await using var host = await ApiHost.StartAsync();
        var run = await host.PostAsync("/api/runs?wait=20", Broken.Replace("HEALING", "off", StringComparison.Ordinal));
        Assert.Equal("FAILED", run["status"]);
    }

    private static async Task<(string Run, string Pause)> PausedAsync(ApiHost host)
    {
        var started = await host.PostAsync("/api/runs", Broken.Replace("HEALING", "suggest", StringComparison.Ordinal));
        Assert.True(started.Status == 201, started.Body);
        return (started["id"], await PauseAsync(host, started["id"], before: ""));
    }

    private static async Task<string> PauseAsync(ApiHost host, string run, string before, string node = "bad", string reason = "failure")
    {
        for (var i = 0; ; i++)
        {
            var shown = await host.GetAsync($"/api/runs/{run}");
            if (shown["status"] == "PAUSED" && shown.Root.GetProperty("pauses")[0] is var pause && pause.GetProperty("id").GetString() is { } id && id != before)
            {
                Assert.Equal((node, reason), (pause.GetProperty("node").GetString(), pause.GetProperty("reason").GetString()));
                return id;
            }

            Assert.True(i < 1_000, shown.Body);
            await Task.Delay(10);
        }
    }

    private static async Task<Answered> EndedAsync(ApiHost host, string run)
    {
        for (var i = 0; ; i++)
        {
            var shown = await host.GetAsync($"/api/runs/{run}");
            if (shown["status"] is "COMPLETED" or "FAILED" or "CANCELLED")
            {
                return shown;
            }

            Assert.True(i < 1_000, shown.Body);
            await Task.Delay(10);
        }
    }
}
