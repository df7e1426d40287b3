using System.Text;
using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Core.Serialization;
using FlowForge.Formats.N8n;

namespace FlowForge.Formats.Tests.N8n;

/// <summary>What is written for n8n: what came from there as it was, what was changed or drawn here in n8n's newest form.</summary>
public sealed class N8nExportTests
{
    private const string Original = """
        { "name": "Back and forth", "nodes": [
            { "id": "h", "name": "Hook", "type": "n8n-nodes-base.webhook", "typeVersion": 1, "position": [0, 0], "webhookId": "abc", "parameters": { "responseMode": "responseNode", "options": { "rawBody": true } } },
            { "id": "i", "name": "If", "type": "n8n-nodes-base.if", "typeVersion": 1, "position": [200, 0], "onError": "continueErrorOutput", "parameters": { "conditions": { "number": [{ "value1": "={{ $json.n }}", "value2": 5 }] } } },
            { "id": "l", "name": "Loop", "type": "n8n-nodes-base.splitInBatches", "typeVersion": 3, "position": [400, 0], "parameters": { "options": {} } },
            { "id": "s", "name": "Slack", "type": "n8n-nodes-base.slack", "typeVersion": 2.3, "position": [600, 100], "retryOnFail": true, "maxTries": 4, "notesInFlow": true,
              "credentials": { "slackApi": { "id": "1", "name": "S" } }, "parameters": { "text": "=Hi {{ $json.n }}" } },
            { "id": "m", "name": "Merge", "type": "n8n-nodes-base.merge", "typeVersion": 3, "position": [800, 0], "parameters": {} },
            { "id": "note", "name": "Sticky Note", "type": "n8n-nodes-base.stickyNote", "typeVersion": 1, "position": [0, 300], "parameters": { "content": "x", "height": 200, "color": 3 } }],
          "connections": {
            "Hook": { "main": [[{ "node": "If", "type": "main", "index": 0 }]] },
            "If": { "main": [[{ "node": "Loop", "type": "main", "index": 0 }], [{ "node": "Merge", "type": "main", "index": 1 }], [{ "node": "Slack", "type": "main", "index": 0 }]] },
            "Loop": { "main": [[{ "node": "Merge", "type": "main", "index": 0 }], [{ "node": "Slack", "type": "main", "index": 0 }]] },
            "Slack": { "main": [[{ "node": "Loop", "type": "main", "index": 0 }]] } },
          "settings": { "executionOrder": "v1", "timezone": "Europe/Berlin", "callerPolicy": "any" }, "active": false, "tags": [{ "id": "t", "name": "sales" }],
          "pinData": { "Hook": [{ "json": { "n": 1 } }] }, "versionId": "v" }
        """;

    [Fact]
    public void Write_WorkflowFromN8n_ReadsBackToTheSame()
    {
        var workflow = Import(Original);

        Assert.Equal(WorkflowJson.Hash(workflow), WorkflowJson.Hash(Import(Text(workflow))));
    }

    [Fact]
    public void Write_WorkflowFromN8n_HasItsNodesAndConnections()
    {
        var (was, written) = (JsonElement.Parse(Original), JsonElement.Parse(Text(Import(Original))));

        Assert.True(JsonElement.DeepEquals(was.GetProperty("connections"), written.GetProperty("connections")));
        Assert.True(JsonElement.DeepEquals(was.GetProperty("settings"), written.GetProperty("settings")));
        Assert.True(JsonElement.DeepEquals(was.GetProperty("pinData"), written.GetProperty("pinData")));
        foreach (var (index, node) in was.GetProperty("nodes").EnumerateArray().Index())
        {
            var again = written.GetProperty("nodes")[index];
            Assert.All(node.EnumerateObject(), property => Assert.True(JsonElement.DeepEquals(property.Value, again.GetProperty(property.Name)), $"{node.GetProperty("name")}.{property.Name}"));
        }
    }

    [Fact]
    public void Write_NodeThatWasChanged_IsMadeOfItsKind()
    {
        var workflow = Import(Original);
        var changed = workflow with
        {
            Nodes = [.. workflow.Nodes.Select(node => node.Id == "i" ? node with { Parameters = JsonElement.Parse("""{"conditions":[{"left":"={{ $json.n }}","operator":"number.gt","right":9}]}""") } : node)],
        };
        var node = JsonElement.Parse(Text(changed)).GetProperty("nodes")[1];

        Assert.Equal(2.2, node.GetProperty("typeVersion").GetDouble());
        Assert.Equal(9, node.GetProperty("parameters").GetProperty("conditions").GetProperty("conditions")[0].GetProperty("rightValue").GetDouble());
    }

    /// <summary>Kinds as they are drawn here: what is written for n8n is read back as the same kind with the same parameters.</summary>
    [Theory]
    [InlineData("trigger.manual", "{}")]
    [InlineData("trigger.error", "{}")]
    [InlineData("trigger.workflow", "{}")]
    [InlineData("trigger.schedule", """{"cron":"0 9 * * 1-5"}""")]
    [InlineData("trigger.schedule", """{"every":"10m"}""")]
    [InlineData("trigger.webhook", """{"path":"a","method":"POST","respond":"lastNode","responseData":"all","auth":{"type":"none"}}""")]
    [InlineData("noop", "{}")]
    [InlineData("stop", """{"message":"=No {{ $json.id }}"}""")]
    [InlineData("code", """{"mode":"perItem","source":"return {};"}""")]
    [InlineData("code", """{"mode":"allItems","source":"return [];"}""")]
    [InlineData("set", """{"fields":{"a":1,"b":"x","c":true,"d":[1],"e":{"f":null},"g":"=Hi {{ $json.n }}"},"keep":"all"}""")]
    [InlineData("set", """{"fields":{"n":"={{ $json.n }}"},"types":{"n":"number"},"keep":"selected","only":["a","b"],"dots":false}""")]
    [InlineData("set", """{"fields":{},"keep":"except","except":["a"]}""")]
    [InlineData("set", """{"json":{"a":1},"keep":"none","binary":"drop"}""")]
    [InlineData("set", """{"fields":{"n":"={{ $json.n }}"},"types":{"n":"number"},"keep":"all","lenient":true,"binary":"drop"}""")]
    [InlineData("merge", """{"mode":"key","on":["id"],"join":"inner","from":"in2","clash":"last"}""")]
    [InlineData("merge", """{"mode":"key","on":["id"],"join":"anti","from":"both","mark":"_source","clash":"last"}""")]
    [InlineData("merge", """{"mode":"choose","use":"none"}""")]
    [InlineData("if", """{"conditions":[{"left":"={{ $json.a }}","operator":"string.exists"}],"combine":"any","loose":true,"ignoreCase":true}""")]
    [InlineData("filter", """{"conditions":[{"left":"={{ $json.a }}","operator":"array.lengthGt","right":2}]}""")]
    [InlineData("switch", """{"rules":[{"name":"big","conditions":[{"left":1,"operator":"number.gt","right":2}]}],"allMatching":true,"fallback":"rest"}""")]
    [InlineData("merge", """{"mode":"append","inputs":3}""")]
    [InlineData("merge", """{"mode":"position","unpaired":"keep","clash":"suffix","suffixAll":true}""")]
    [InlineData("merge", """{"mode":"key","on":["a","b"],"join":"anti","clash":"last","deep":true}""")]
    [InlineData("merge", """{"mode":"key","keys":[{"left":"a","right":"b"}],"join":"outer","matches":"first","loose":true,"clash":"first"}""")]
    [InlineData("merge", """{"mode":"choose","use":"in2"}""")]
    [InlineData("loop", """{"batchSize":5}""")]
    [InlineData("wait", """{"mode":"time","seconds":30}""")]
    [InlineData("wait", """{"mode":"until","until":"2026-01-01"}""")]
    [InlineData("workflow", """{"id":"other","mode":"perItem","wait":false}""")]
    [InlineData("http", """{"method":"POST","url":"u","query":{"a":["1","2"]},"headers":{"X":"1"},"body":{"a":1},"response":"text","fullResponse":true,"timeoutSeconds":2}""")]
    [InlineData("http", """{"method":"POST","url":"u","bodyKind":"form","body":{"a":"1"},"followRedirects":false}""")]
    [InlineData("respond", """{"body":{"ok":true},"status":201,"headers":{"x-a":"1"}}""")]
    [InlineData("respond", """{"binary":"pdf"}""")]
    [InlineData("respond", """{"body":null}""")]
    [InlineData("workflow", """{"id":"other","tool":{"name":"find","description":"Finds."}}""")]
    [InlineData("ai.model", """{"model":"openai/gpt-4.1-mini","temperature":0.2,"maxTokens":50}""")]
    [InlineData("ai.schema", """{"schema":{"type":"object","properties":{"output":{"type":"object"}},"required":["output"],"additionalProperties":false}}""")]
    [InlineData("ai.agent", """{"prompt":"={{ $json.q }}","system":"Be short.","maxSteps":3,"field":"output"}""")]
    [InlineData("ai.chat", """{"prompt":"=Hi {{ $json.n }}","system":"Be kind.","messages":[{"role":"user","text":"A"},{"role":"system","text":"B"}]}""")]
    [InlineData("ai.extract", """{"text":"x","schema":{"type":"object","properties":{"output":{"type":"object","properties":{"a":{"type":"string"}}}},"required":["output"],"additionalProperties":false},"instructions":"All."}""")]
    [InlineData("ai.classify", """{"text":"x","categories":[{"name":"a","description":"First."},{"name":"b"}],"multiple":true}""")]
    public void Write_KindDrawnHere_ReadsBackToTheSame(string kind, string parameters)
    {
        var node = new Node { Id = "it", Kind = kind, Name = "It", Parameters = JsonElement.Parse(parameters) };
        var workflow = new Workflow { Id = "w", Name = "W", Nodes = [node] };
        var again = Import(Text(workflow)).Nodes.Single();

        Assert.Empty(N8nExport.Missing(workflow));
        Assert.Equal(kind, again.Kind);
        Assert.True(JsonElement.DeepEquals(node.Parameters, again.Parameters), again.Parameters.GetRawText());
    }

    [Fact]
    public void Missing_KindThatN8nHasNot_IsNamed()
    {
        var workflow = new Workflow { Id = "w", Name = "W", Nodes = [new() { Id = "y", Kind = "yaml" }, new() { Id = "n", Kind = "noop" }, new() { Id = "a", Kind = "ai.agent", Parameters = JsonElement.Parse("""{"prompt":"x"}""") }] };

        Assert.Equal(["y", "a"], N8nExport.Missing(workflow));
    }

    private static Workflow Import(string text) => N8nImport.Read(Encoding.UTF8.GetBytes(text)).Value!.Workflow;

    private static string Text(Workflow workflow) => Encoding.UTF8.GetString(N8nExport.Write(workflow));
}
