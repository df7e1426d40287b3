using System.Text;
using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Core.Serialization;
using FlowForge.Formats.N8n;

namespace FlowForge.Formats.Tests.N8n;

/// <summary>The graph round the nodes: edges and their order, cycles, settings, notes, and what is repaired.</summary>
public sealed class N8nGraphTests
{
    [Fact]
    public void Read_TargetsOfAPort_StandFromTopToBottomThenLeftToRight()
    {
        var workflow = Import("""
            { "nodes": [
                { "id": "s", "name": "S", "type": "n8n-nodes-base.manualTrigger", "position": [0, 0] },
                { "id": "low", "name": "Low", "type": "n8n-nodes-base.noOp", "position": [100, 300] },
                { "id": "right", "name": "Right", "type": "n8n-nodes-base.noOp", "position": [300, 100] },
                { "id": "left", "name": "Left", "type": "n8n-nodes-base.noOp", "position": [100, 100] }],
              "connections": { "S": { "main": [[{ "node": "Low", "index": 0 }, { "node": "Right", "index": 0 }, { "node": "Left", "index": 0 }]] } } }
            """).Workflow;

        Assert.Equal(["left", "right", "low"], workflow.Edges.Select(edge => edge.To));
        Assert.Equal((RunOrder.Sequential, JoinRule.Each), (workflow.Config.Order, workflow.Config.Join));
    }

    [Fact]
    public void Read_CycleWithoutALoop_GetsARepeatEdgeBack()
    {
        var imported = Import(Cycle("noOp", 1));

        Assert.Equal(100_000, Assert.Single(imported.Workflow.Edges, edge => edge.IsRepeat).RepeatMax);
        Assert.Equal(("b", "a"), imported.Workflow.Edges.Where(edge => edge.IsRepeat).Select(edge => (edge.From, edge.To)).Single());
        Assert.Contains(imported.Report.Remarks, remark => remark.NodeId == "b");
    }

    [Fact]
    public void Read_CycleThroughALoop_NeedsNoRepeatEdge() =>
        Assert.DoesNotContain(Import(Cycle("splitInBatches", 3)).Workflow.Edges, edge => edge.IsRepeat);

    [Fact]
    public void Read_EdgesOfAnAgent_KeepTheirKind()
    {
        var workflow = Import("""
            { "nodes": [
                { "id": "m", "name": "Model", "type": "@n8n/n8n-nodes-langchain.lmChatOpenAi", "position": [0, 200], "parameters": { "model": "x" } },
                { "id": "a", "name": "Agent", "type": "@n8n/n8n-nodes-langchain.agent", "position": [0, 0], "onError": "continueErrorOutput" },
                { "id": "e", "name": "Else", "type": "n8n-nodes-base.noOp", "position": [200, 0] }],
              "connections": {
                "Model": { "ai_languageModel": [[{ "node": "Agent", "type": "ai_languageModel", "index": 0 }]] },
                "Agent": { "main": [[], [{ "node": "Else", "type": "main", "index": 0 }]] } } }
            """).Workflow;

        Assert.Equal([("ai_languageModel", "m", "a", null), ("main", "a", "e", "error")], workflow.Edges.Select(edge => (edge.Kind, edge.From, edge.To, edge.FromPort)));
        Assert.Equal(["ai.model", "ai.agent", "noop"], workflow.Nodes.Select(node => node.Kind));
    }

    [Fact]
    public void Read_DuplicateAndMissingNamesAndIds_AreRepairedAndReported()
    {
        var imported = Import("""
            { "nodes": [
                { "id": "x", "name": "Same", "type": "n8n-nodes-base.manualTrigger", "position": [0, 0] },
                { "id": "x", "name": "Same", "type": "n8n-nodes-base.noOp", "position": [1, 0] },
                { "name": "Föö bar!", "type": "n8n-nodes-base.noOp", "position": [2, 0] },
                { "id": "a/b", "name": "", "type": "n8n-nodes-base.noOp" },
                { "id": "y", "name": "No type" },
                7],
              "connections": { "Same": { "main": [[{ "node": "Gone", "index": 0 }, { "node": "Same", "index": 0 }], null] }, "Lost": { "main": [[{ "node": "Same", "index": 0 }]] } } }
            """);

        Assert.Equal(["x", "x-2", "f-bar", "a-b", "y"], imported.Workflow.Nodes.Select(node => node.Id));
        Assert.Equal(["Same", "Same 2", "Föö bar!", "noOp", "No type"], imported.Workflow.Nodes.Select(node => node.Name));
        Assert.Equal(
            ["nodes[1].name", "nodes[1].id", "nodes[2].id", "nodes[3].name", "nodes[3].id", "nodes[4].type", "nodes[5]", "connections.Lost", "connections.Same.main[0]"],
            imported.Report.Repairs.Select(repair => repair.Place));
        Assert.Single(imported.Workflow.Edges);
    }

    [Fact]
    public void Read_SettingsOfANode_HaveTheirPlaces()
    {
        var imported = Import("""
            { "id": "wf1", "name": "All", "tags": [{ "id": "1", "name": "sales" }], "active": true,
              "settings": { "executionOrder": "v1", "timezone": "Europe/Berlin", "executionTimeout": 60, "errorWorkflow": "err", "callerPolicy": "any" },
              "pinData": { "N": [{ "json": { "a": 1 } }, { "b": 2 }] },
              "nodes": [
                { "id": "n", "name": "N", "type": "n8n-nodes-base.noOp", "position": [10.5, -20], "disabled": true, "notes": "why", "notesInFlow": true, "alwaysOutputData": true,
                  "executeOnce": true, "retryOnFail": true, "maxTries": 5, "waitBetweenTries": 2500, "onError": "continueRegularOutput", "credentials": { "x": { "id": null, "name": "My key" } } },
                { "id": "o", "name": "O", "type": "n8n-nodes-base.noOp", "continueOnFail": true, "retryOnFail": false, "maxTries": 4 },
                { "id": "s", "name": "Sticky", "type": "n8n-nodes-base.stickyNote", "position": [1, 2], "parameters": { "content": "# Hi", "width": 300, "height": 200, "color": 4 } }],
              "connections": {} }
            """);
        var (workflow, report) = imported;

        var node = workflow.Nodes[0];
        Assert.Equal((true, "why", true, true, OnError.Continue), (node.Disabled, node.Notes, node.AlwaysOutput, node.RunOnce, node.OnError));
        Assert.Equal((new RetryPolicy(5, 2.5), new Position(10.5, -20)), (node.Retry, node.Position));
        Assert.Equal("""{"out":[{"json":{"a":1}},{"json":{"b":2}}]}""", node.Pinned.GetRawText());
        Assert.Equal("my-key", node.Credentials["x"]);
        Assert.Equal((OnError.Continue, null), (workflow.Nodes[1].OnError, workflow.Nodes[1].Retry));
        Assert.Equal(new StickyNote("s", "# Hi", 1, 2, 300, 200, "4"), Assert.Single(workflow.Notes));
        Assert.Equal(("wf1", "All", "sales"), (workflow.Id, workflow.Name, workflow.Tags.Single()));
        Assert.Equal(("Europe/Berlin", 60.0, "err"), (workflow.Config.Timezone, workflow.Config.TimeoutSeconds, workflow.Config.ErrorWorkflow));
        Assert.Equal(("n", "x", "my-key", "My key"), report.Credentials.Select(one => (one.NodeId, one.Slot, one.Id, one.Name)).Single());
        Assert.Equal(1, report.Notes);
        Assert.Contains("callerPolicy", workflow.Meta.GetRawText(), StringComparison.Ordinal);
        Assert.False(WorkflowJson.Read(WorkflowJson.Write(workflow)).IsRefused);
    }

    [Fact]
    public void Read_JoinAll_NamesTheNodesThatRunLessOften()
    {
        var imported = N8nImport.Read(Encoding.UTF8.GetBytes("""
            { "nodes": [
                { "id": "s", "name": "S", "type": "n8n-nodes-base.manualTrigger" },
                { "id": "a", "name": "A", "type": "n8n-nodes-base.noOp" }, { "id": "b", "name": "B", "type": "n8n-nodes-base.noOp" }, { "id": "c", "name": "C", "type": "n8n-nodes-base.noOp" }],
              "connections": { "S": { "main": [[{ "node": "A" }, { "node": "B" }]] }, "A": { "main": [[{ "node": "C" }]] }, "B": { "main": [[{ "node": "C" }]] } } }
            """), join: JoinRule.All).Value!;

        Assert.Equal(JoinRule.All, imported.Workflow.Config.Join);
        Assert.Equal(["c"], imported.Report.Changes.Select(change => change.NodeId));
    }

    [Fact]
    public void Read_NameThatNothingKnows_IsReportedOncePerPlace()
    {
        var report = Import("""
            { "nodes": [
                { "id": "a", "name": "A", "type": "n8n-nodes-base.set", "typeVersion": 3.4, "parameters": { "assignments": { "assignments": [
                    { "name": "x", "type": "string", "value": "={{ $secrets.a + $secrets.b }} '$price' {{ '$quoted' }} {{ $json.$inner }}" }] } } },
                { "id": "b", "name": "B", "type": "n8n-nodes-base.code", "typeVersion": 2, "parameters": { "jsCode": "return $evaluateExpression('1');" } },
                { "id": "c", "name": "C", "type": "n8n-nodes-base.slack", "parameters": { "text": "={{ $unknown }}" } }],
              "connections": {} }
            """).Report;

        Assert.Equal([("a", "fields.x", "$secrets"), ("b", "source", "$evaluateExpression")], report.Expressions.Select(one => (one.NodeId, one.Path, one.Name)));
    }

    [Theory]
    [InlineData("[]", "import.noNodes")]
    [InlineData("{}", "import.noNodes")]
    [InlineData("""{ "nodes": {} }""", "import.noNodes")]
    [InlineData("nothing", "json.syntax")]
    [InlineData("", "json.syntax")]
    public void Read_NoWorkflow_IsAFailure(string text, string code) => Assert.Equal(code, N8nImport.Read(Encoding.UTF8.GetBytes(text)).Failure!.Code);

    [Fact]
    public void Read_TextBehindTheWorkflow_IsLeftOut()
    {
        var imported = Import("""{ "nodes": [] }Here is my workflow""");

        Assert.Empty(imported.Workflow.Nodes);
        Assert.Equal("", Assert.Single(imported.Report.Repairs).Place);
    }

    [Fact]
    public void Read_ParametersTooLargeForMeta_AreNotKeptTwice()
    {
        var imported = Import(JsonSerializer.Serialize(new
        {
            nodes = new[] { new { id = "c", name = "C", type = "n8n-nodes-base.code", parameters = new { jsCode = new string('x', 65_530) } } },
        }));

        Assert.Contains(imported.Report.Remarks, remark => remark.NodeId == "c" && remark.Message.Contains("too large", StringComparison.Ordinal));
        Assert.False(WorkflowJson.Read(WorkflowJson.Write(imported.Workflow)).IsRefused);
    }

    private static string Cycle(string type, double version) => $$"""
        { "nodes": [
            { "id": "s", "name": "S", "type": "n8n-nodes-base.manualTrigger", "position": [0, 0] },
            { "id": "a", "name": "A", "type": "n8n-nodes-base.{{type}}", "typeVersion": {{version}}, "position": [1, 0] },
            { "id": "b", "name": "B", "type": "n8n-nodes-base.noOp", "position": [2, 0] }],
          "connections": { "S": { "main": [[{ "node": "A", "index": 0 }]] }, "A": { "main": [[], [{ "node": "B", "index": 0 }]] }, "B": { "main": [[{ "node": "A", "index": 0 }]] } } }
        """;

    private static N8nImported Import(string text) => N8nImport.Read(Encoding.UTF8.GetBytes(text)).Value!;
}
