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
}
