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

    private static async Task<List<JsonElement>> FramesAsync(ApiHost host, string run) =>
        [.. (await host.GetAsync($"/api/runs/{run}/frames")).Root.GetProperty("items").EnumerateArray()];
}
