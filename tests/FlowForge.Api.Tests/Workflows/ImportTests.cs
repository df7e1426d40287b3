using FlowForge.Api.Tests.Support;

namespace FlowForge.Api.Tests.Workflows;

public sealed class ImportTests
{
    private const string Exported = """
        { "name": "From n8n", "nodes": [
            { "id": "a", "name": "Start", "type": "n8n-nodes-base.manualTrigger", "typeVersion": 1, "position": [0, 0], "parameters": {} },
            { "id": "b", "name": "Set", "type": "n8n-nodes-base.set", "typeVersion": 3.4, "position": [200, 0],
              "parameters": { "assignments": { "assignments": [{ "name": "n", "type": "number", "value": 1 }] } } },
            { "id": "c", "name": "Tell", "type": "n8n-nodes-base.slack", "typeVersion": 2, "position": [400, 0], "parameters": {} }],
          "connections": { "Start": { "main": [[{ "node": "Set", "type": "main", "index": 0 }]] }, "Set": { "main": [[{ "node": "Tell", "type": "main", "index": 0 }]] } },
          "settings": { "executionOrder": "v1" } }
        """;

    [Fact]
    public async Task Import_WorkflowOfN8n_GivesDocumentAndReportAndSavesNothing()
    {
        await using var host = await ApiHost.StartAsync();
        var answer = await host.PostAsync("/api/import/n8n", Exported);

        Assert.Equal(200, answer.Status);
        var workflow = answer.Root.GetProperty("workflow");
        Assert.Equal("from-n8n", workflow.GetProperty("id").GetString());
        Assert.Equal("each", workflow.GetProperty("config").GetProperty("join").GetString());
        Assert.Equal(["trigger.manual", "set", "n8n:n8n-nodes-base.slack"], workflow.GetProperty("graph").GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("kind").GetString()));
        var report = answer.Root.GetProperty("report");
        Assert.Equal("""{"total":3,"mapped":2,"placeholders":1}""", report.GetProperty("nodes").GetRawText());
        Assert.Equal("c", report.GetProperty("placeholders")[0].GetProperty("node").GetString());
        Assert.Equal(404, (await host.GetAsync("/api/workflows/from-n8n")).Status);
    }

    [Fact]
    public async Task Import_JoinAll_SwitchesTheRule()
    {
        await using var host = await ApiHost.StartAsync();
        var answer = await host.PostAsync("/api/import/n8n?join=all", Exported);

        Assert.False(answer.Root.GetProperty("workflow").GetProperty("config").TryGetProperty("join", out _));
        Assert.Equal(0, answer.Root.GetProperty("report").GetProperty("changes").GetArrayLength());
    }

    [Fact]
    public async Task Join_Document_IsSwitchedAndItsChangesListedAndNothingSaved()
    {
        await using var host = await ApiHost.StartAsync();
        var twice = Exported.Replace("\"Start\": { \"main\": [[{", "\"Start\": { \"main\": [[{ \"node\": \"Tell\", \"type\": \"main\", \"index\": 0 }, {", StringComparison.Ordinal);
        var imported = await host.PostAsync("/api/import/n8n", twice);
        var answer = await host.PostAsync("/api/workflows/join?to=all", imported.Root.GetProperty("workflow").GetRawText());

        Assert.Equal(200, answer.Status);
        Assert.False(answer.Root.GetProperty("workflow").GetProperty("config").TryGetProperty("join", out _));
        Assert.Equal("c", Assert.Single(answer.Root.GetProperty("changes").EnumerateArray()).GetProperty("node").GetString());
        Assert.Equal(
            answer.Root.GetProperty("changes").GetRawText(), (await host.PostAsync("/api/import/n8n?join=all", twice)).Root.GetProperty("report").GetProperty("changes").GetRawText());
        Assert.Equal(0, (await host.PostAsync("/api/workflows/join", answer.Root.GetProperty("workflow").GetRawText())).Root.GetProperty("changes").GetArrayLength());
        Assert.Equal(404, (await host.GetAsync("/api/workflows/from-n8n")).Status);
        (await host.PostAsync("/api/workflows/join?to=each", "{}")).AssertRefused(400, "request.query");
        (await host.PostAsync("/api/workflows/join", "{}")).AssertRefused(422, "workflow.invalid");
    }

    [Theory]
    [InlineData("/api/import/n8n", "[]", 422, "import.noNodes")]
    [InlineData("/api/import/n8n", "{}", 422, "import.noNodes")]
    [InlineData("/api/import/n8n", "{", 400, "request.body")]
    [InlineData("/api/import/n8n?join=any", "{}", 400, "request.query")]
    public async Task Import_WhatIsNoWorkflow_IsRefused(string path, string body, int status, string code)
    {
        await using var host = await ApiHost.StartAsync();
        (await host.PostAsync(path, body)).AssertRefused(status, code);
    }

    [Fact]
    public async Task Import_NothingButNodes_IsTakenWithItsProblems()
    {
        await using var host = await ApiHost.StartAsync();
        var answer = await host.PostAsync("/api/import/n8n", """{ "nodes": [] }""");

        Assert.Equal(200, answer.Status);
        Assert.NotEmpty(answer.Root.GetProperty("report").GetProperty("problems").EnumerateArray());
    }

    [Fact]
    public async Task Export_OfAnImportedWorkflow_ImportsToTheSame()
    {
        await using var host = await ApiHost.StartAsync();
        var imported = (await host.PostAsync("/api/import/n8n", Exported)).Root.GetProperty("workflow").GetRawText();
        await host.PostAsync("/api/workflows", imported);
        var exported = await host.GetAsync("/api/workflows/from-n8n/export?format=n8n");

        Assert.Equal(200, exported.Status);
        Assert.Equal(imported, (await host.PostAsync("/api/import/n8n", exported.Body)).Root.GetProperty("workflow").GetRawText());
    }

    [Fact]
    public async Task Export_KindThatN8nHasNot_IsRefusedByName()
    {
        await using var host = await ApiHost.StartAsync();
        await host.PostAsync("/api/workflows", """{ "flowforge": 1, "id": "only-here", "graph": { "nodes": [{ "id": "start", "kind": "trigger.manual" }, { "id": "file", "kind": "yaml" }], "edges": [{ "from": "start", "to": "file" }] } }""");
        (await host.GetAsync("/api/workflows/only-here/export?format=n8n")).AssertRefused(422, "export.noCounterpart");
    }
}
