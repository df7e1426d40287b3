using System.Text.Json;
using FlowForge.Core.Serialization;
using FlowForge.Web.Tests.Support;
using FlowForge.WebWorker.Running;

namespace FlowForge.Web.Tests.Here;

/// <summary>Runs of the browser pause, are answered and are forked as those of a server.</summary>
public sealed class LocalPausesTests
{
    private readonly KeptRows rows = new();

    [Theory]
    [InlineData("skip", "COMPLETED")]
    [InlineData("fail", "FAILED")]
    public async Task Resume_APauseAtAFailure_IsAnsweredOnce(string answer, string status)
    {
        var engine = await rows.EngineAsync();
        var run = await StartAsync(engine, """, "options": { "healing": "suggest" }""");
        var pause = await PauseAsync(engine, run);
        Assert.Equal("failure", pause.GetProperty("reason").GetString());

        var body = $$"""{ "pause": "{{pause.GetProperty("id").GetString()}}", "answer": { "type": "{{answer}}" } }""";
        Assert.Equal(200, (await engine.AskAsync("POST", $"/runs/{run}/resume", body)).Status);
        await engine.Runs.WaitAsync(run, TimeSpan.FromSeconds(20), CancellationToken.None);

        Assert.Equal(status, await StatusAsync(engine, run));
        Assert.Equal(409, (await engine.AskAsync("POST", $"/runs/{run}/resume", body)).Status);
    }

    [Fact]
    public async Task Start_WithABreakpoint_PausesBeforeTheNodeUntilItGoesOn()
    {
        var engine = await rows.EngineAsync();
        var run = await StartAsync(engine, """, "options": { "breakpoints": ["check"] }""");
        var pause = await PauseAsync(engine, run);
        Assert.Equal("breakpoint", pause.GetProperty("reason").GetString());

        var answer = await engine.AskAsync("POST", $"/runs/{run}/resume", $$"""{ "pause": "{{pause.GetProperty("id").GetString()}}", "answer": { "type": "continue" } }""");
        await engine.Runs.WaitAsync(run, TimeSpan.FromSeconds(20), CancellationToken.None);

        Assert.Equal(200, answer.Status);
        Assert.Equal("FAILED", await StatusAsync(engine, run));
    }

    [Fact]
    public async Task Resume_WithItems_GivesThemInTheNodesPlace()
    {
        var engine = await rows.EngineAsync();
        var run = await StartAsync(engine, """, "options": { "healing": "suggest" }""");
        var pause = (await PauseAsync(engine, run)).GetProperty("id").GetString();

        var answer = await engine.AskAsync("POST", $"/runs/{run}/resume", $$"""{ "pause": "{{pause}}", "answer": { "type": "items", "items": { "out": [{ "json": { "given": 1 } }] } } }""");
        await engine.Runs.WaitAsync(run, TimeSpan.FromSeconds(20), CancellationToken.None);

        Assert.Equal(200, answer.Status);
        Assert.Contains("\"given\":1", (await engine.AskAsync("GET", $"/runs/{run}")).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""[{ "json": { "n": 7 } }]""")]
    [InlineData("""[{ "n": 7 }]""")]
    public async Task Fork_FromAFrameWithOtherItems_IsANewRunThatKeepsTheRest(string items)
    {
        var engine = await rows.EngineAsync();
        var run = await StartAsync(engine, "");
        await engine.Runs.WaitAsync(run, TimeSpan.FromSeconds(20), CancellationToken.None);
        Assert.Equal("FAILED", await StatusAsync(engine, run));
        var frames = JsonElement.Parse((await engine.AskAsync("GET", $"/runs/{run}/frames?limit=500")).Body).GetProperty("items");
        var begin = frames.EnumerateArray().First(frame => frame.GetProperty("nodeId").GetString() == "check" && frame.GetProperty("side").GetString() == "ingress").GetProperty("sequence").GetInt64();

        var forked = await engine.AskAsync("POST", $"/runs/{run}/fork", $$"""{ "fromFrame": {{begin}}, "workflow": "same", "items": { "in": {{items}} } }""");
        Assert.True(forked.Status == 201, forked.Body);
        var fork = JsonElement.Parse(forked.Body);
        Assert.Equal(run, fork.GetProperty("forkedFrom").GetString());
        await engine.Runs.WaitAsync(fork.GetProperty("id").GetString()!, TimeSpan.FromSeconds(20), CancellationToken.None);

        Assert.Equal("COMPLETED", await StatusAsync(engine, fork.GetProperty("id").GetString()!));
    }

    private static async Task<string> StartAsync(LocalEngine engine, string options)
    {
        var document = Drafts.Of("""
            flowforge: 1
            id: pauses
            graph:
              nodes:
                - { id: start, kind: trigger.manual, position: { x: 0, y: 0 } }
                - { id: check, kind: code, parameters: { mode: perItem, source: "if ($json.n !== 7) { throw new Error('no'); } return $json;" }, position: { x: 300, y: 0 } }
              edges:
                - { from: start, to: check }
            """);
        var started = await engine.AskAsync("POST", "/runs", $$"""{ "workflow": {{System.Text.Encoding.UTF8.GetString(WorkflowJson.Write(document))}}, "items": [{ "json": { "n": 1 } }]{{options}} }""");
        Assert.True(started.Status == 201, started.Body);
        return JsonElement.Parse(started.Body).GetProperty("id").GetString()!;
    }

    /// <summary>The run's pause, once it has one: it comes as an event, as the page hears of it.</summary>
    private static async Task<JsonElement> PauseAsync(LocalEngine engine, string run)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await foreach (var news in engine.Runs.WatchAsync(run, null, patience.Token))
        {
            if (news.Run is { Status: Core.Ports.RunStatus.Paused })
            {
                return JsonElement.Parse((await engine.AskAsync("GET", $"/runs/{run}")).Body).GetProperty("pauses")[0];
            }
        }

        throw new InvalidOperationException("The run ended without a pause.");
    }

    private static async Task<string?> StatusAsync(LocalEngine engine, string run) => JsonElement.Parse((await engine.AskAsync("GET", $"/runs/{run}")).Body).GetProperty("status").GetString();
}
