using System.Text.Json;
using FlowForge.Api.Tests.Support;

namespace FlowForge.Api.Tests.Runs;

/// <summary>Runs of a part of a document (design 5, <c>options</c> of a start).</summary>
public sealed class PartialRunTests
{
    /// <summary>start → first → second, each of which sets a field of its name; first → aside.</summary>
    private const string Draft = """
        {
          "flowforge": 1, "id": "draft", "name": "Draft",
          "graph": {
            "nodes": [
              { "id": "start", "kind": "trigger.manual" },
              { "id": "first", "kind": "set", "parameters": { "fields": { "first": 1 } } },
              { "id": "second", "kind": "set", "parameters": { "fields": { "second": 2 } } },
              { "id": "aside", "kind": "stop", "parameters": { "message": "Not meant to run." } }
            ],
            "edges": [{ "from": "start", "to": "first" }, { "from": "first", "to": "second" }, { "from": "first", "to": "aside" }]
          }
        }
        """;

    [Theory]
    [InlineData("second", """[{"json":{"a":1,"first":1,"second":2}}]""", "start first second")]
    [InlineData("first", """[{"json":{"a":1,"first":1}}]""", "start first")]
    [InlineData("start", """[{"json":{"a":1}}]""", "start")]
    public async Task Start_UpToANode_RunsIt_WhatLeadsToIt_AndNothingElse(string upTo, string output, string nodes)
    {
        await using var host = await ApiHost.StartAsync();
        var options = $$"""{ "upTo": "{{upTo}}", "from": null, "pinned": null, "healing": "off" }""";
        var unsaved = await host.PostAsync("/api/runs?wait=20", $$"""{ "workflow": {{Draft}}, "items": [{ "a": 1 }], "options": {{options}} }""");
        await host.PostAsync("/api/workflows", Draft);
        var saved = await host.PostAsync("/api/workflows/draft/runs?wait=20", $$"""{ "items": [{ "a": 1 }], "options": {{options}} }""");
        foreach (var run in new[] { unsaved, saved })
        {
            Assert.True(run.Status == 200, run.Body);
            Assert.Equal(("COMPLETED", output), (run["status"], run["output"]));
            Assert.Equal($$"""{"upTo":"{{upTo}}","pinned":false}""", run["part"]);
            Assert.Equal(nodes, string.Join(' ', (await FramesAsync(host, run["id"])).Select(frame => frame.GetProperty("nodeId").GetString()).Distinct()));
        }
    }

    [Fact]
    public async Task Start_WithPinnedData_GivesItInPlaceOfRunningTheNode()
    {
        await using var host = await ApiHost.StartAsync();
        var pinned = Draft.Replace("""{ "id": "aside", "kind": "stop",""", """{ "id": "aside", "kind": "stop", "pinned": { "out": [{ "json": { "by": "hand" } }] },""", StringComparison.Ordinal)
            .Replace("""{ "id": "start", "kind": "trigger.manual" }""", """{ "id": "start", "kind": "trigger.manual", "pinned": { "out": [{ "json": { "p": 1 } }] } }""", StringComparison.Ordinal);
        var run = await host.PostAsync("/api/runs?wait=20", $$"""{ "workflow": {{pinned}}, "options": { "pinned": true } }""");
        Assert.Equal(("COMPLETED", """[{"json":{"by":"hand"}}]"""), (run["status"], run["output"]));
        var given = (await FramesAsync(host, run["id"])).Where(frame => frame.TryGetProperty("given", out var mark) && mark.GetBoolean()).Select(frame => frame.GetProperty("nodeId").GetString());
        Assert.Equal(["start", "start", "aside", "aside"], given);
        var upTo = await host.PostAsync("/api/runs?wait=20", $$"""{ "workflow": {{pinned}}, "options": { "pinned": true, "upTo": "second" } }""");
        Assert.Equal("""[{"json":{"p":1,"first":1,"second":2}}]""", upTo["output"]);

        // Without the option the stop node runs.
        var failed = await host.PostAsync("/api/runs?wait=20", $$"""{ "workflow": {{pinned}} }""");
        Assert.Equal("FAILED", failed["status"]);
    }

    [Fact]
    public async Task Start_FromANodeOfAnEarlierRun_KeepsWhatDoesNotDependOnIt()
    {
        await using var host = await ApiHost.StartAsync();
        var first = await host.PostAsync("/api/runs?wait=20", $$"""{ "workflow": {{Draft}}, "items": [{ "a": 1 }], "options": { "upTo": "second" } }""");
        var changed = Draft.Replace("\"second\": 2", "\"second\": 3", StringComparison.Ordinal);
        string Body(string run, string node, string more = "") =>
            $$"""{ "workflow": {{changed}}, "options": { "upTo": "second", "from": { "run": "{{run}}", "node": "{{node}}" } }{{more}} }""";
        var again = await host.PostAsync("/api/runs?wait=20", Body(first["id"], "second"));
        Assert.True(again.Status == 200, again.Body);
        Assert.Equal(("COMPLETED", first["id"], """[{"json":{"a":1,"first":1,"second":3}}]"""), (again["status"], again["forkedFrom"], again["output"]));
        var given = (await FramesAsync(host, again["id"])).Select(frame => frame.TryGetProperty("given", out var mark) && mark.GetBoolean());
        Assert.Equal([true, true, true, true, false, false], given);

        (await host.PostAsync("/api/runs", Body("nobody", "second"))).AssertRefused(404, "run.unknown");
        (await host.PostAsync("/api/runs", Body(first["id"], "nobody"))).AssertRefused(404, "node.unknown");
        (await host.PostAsync("/api/runs", Body(first["id"], "second", """, "items": [{ "a": 2 }]"""))).AssertRefused(400, "fork.startItems");
        (await host.PostAsync("/api/runs", Body(first["id"], "second").Replace("\"first\", \"kind\": \"set\"", "\"first\", \"kind\": \"noop\"", StringComparison.Ordinal)
            .Replace("\"fields\": { \"first\": 1 }", "", StringComparison.Ordinal))).AssertRefused(409, "fork.incompatible");
        var from = await host.PostAsync("/api/runs?wait=20", Body(first["id"], "start", """, "items": [{ "a": 2 }]"""));
        Assert.Equal("""[{"json":{"a":2,"first":1,"second":3}}]""", from["output"]);
    }

    [Theory]
    [InlineData("5")]
    [InlineData("{}")]
    [InlineData("""{ "run": "x" }""")]
    [InlineData("""{ "run": "x", "node": 1 }""")]
    [InlineData("""{ "run": "x", "node": "y", "frame": 1 }""")]
    public async Task Start_FromSomethingElse_IsRefused(string from)
    {
        await using var host = await ApiHost.StartAsync();
        (await host.PostAsync("/api/runs", $$"""{ "workflow": {{Draft}}, "options": { "from": {{from}} } }""")).AssertRefused(400, "request.body");
    }

    private static async Task<List<JsonElement>> FramesAsync(ApiHost host, string run) =>
        [.. (await host.GetAsync($"/api/runs/{run}/frames")).Root.GetProperty("items").EnumerateArray()];
}
