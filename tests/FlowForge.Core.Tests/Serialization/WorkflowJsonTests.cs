using System.Text;
using FlowForge.Core.Model;
using FlowForge.Core.Serialization;

namespace FlowForge.Core.Tests.Serialization;

public class WorkflowJsonTests
{
    private const string Order =
        """
        { "flowforge": 1, "id": "order-intake", "name": "Order intake", "version": 3,
          "config": { "timezone": "Europe/Berlin", "timeoutSeconds": 3600, "errorWorkflow": "alert-team", "healing": "suggest",
            "concurrency": { "key": "={{ $json.body.customer }}", "limit": 1, "whenBusy": "queue" },
            "order": "parallel", "join": "all", "retention": { "days": 30 } },
          "graph": {
            "nodes": [
              { "id": "hook", "kind": "trigger.webhook", "kindVersion": 1, "name": "Order received",
                "parameters": { "path": "orders", "method": "POST" }, "position": { "x": 0, "y": 0 } },
              { "id": "total", "kind": "code", "parameters": { "mode": "perItem", "source": "return {}" },
                "retry": { "maxTries": 3, "delaySeconds": 2, "backoff": "exponential" }, "timeoutSeconds": 10,
                "onError": "errorOutput", "position": { "x": 260, "y": 0 }, "meta": { "a" : 1.0 } } ],
            "edges": [ { "from": "hook", "to": "total" }, { "from": "total", "fromPort": "error", "to": "total", "repeat": { "max": 5 } } ] } }
        """;

    [Fact]
    public void Read_TheDesignsDocument_GivesEveryProperty()
    {
        var reading = WorkflowJson.Read(Encoding.UTF8.GetBytes(Order));

        Assert.Empty(reading.Problems);
        var workflow = reading.Workflow!;
        Assert.Equal(("order-intake", "Order intake", 3), (workflow.Id, workflow.Name, workflow.Version));
        Assert.Equal(
            new WorkflowConfig
            {
                Timezone = "Europe/Berlin",
                TimeoutSeconds = 3600,
                ErrorWorkflow = "alert-team",
                Healing = Healing.Suggest,
                Concurrency = new("={{ $json.body.customer }}"),
                RetentionDays = 30,
            },
            workflow.Config);
        Assert.Equal(new RetryPolicy(3, 2, Backoff.Exponential), workflow.Nodes[1].Retry);
        Assert.Equal((10.0, OnError.ErrorOutput, new Position(260, 0)), (workflow.Nodes[1].TimeoutSeconds, workflow.Nodes[1].OnError, workflow.Nodes[1].Position));
        Assert.Equal(("hook", null, "total", "main", null), (workflow.Edges[0].From, workflow.Edges[0].FromPort, workflow.Edges[0].To, workflow.Edges[0].Kind, workflow.Edges[0].RepeatMax));
        Assert.Equal(("error", 5), (workflow.Edges[1].FromPort, workflow.Edges[1].RepeatMax));
    }

    [Fact]
    public void Write_Meta_IsKeptByteForByte()
    {
        var workflow = WorkflowJson.Read(Encoding.UTF8.GetBytes(Order)).Workflow!;

        Assert.Contains("\"meta\":{ \"a\" : 1.0 }", Encoding.UTF8.GetString(WorkflowJson.Write(workflow)), StringComparison.Ordinal);
        Assert.Contains("\"meta\": { \"a\" : 1.0 }", Encoding.UTF8.GetString(WorkflowJson.Write(workflow, indented: true)), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NoName_TakesTheId() =>
        Assert.Equal("x", WorkflowJson.Read("{\"flowforge\":1,\"id\":\"x\",\"graph\":{}}"u8.ToArray()).Workflow!.Name);

    [Fact]
    public void Write_SmallestDocument_LeavesDefaultsOut() => Assert.Equal(
        "{\"flowforge\":1,\"id\":\"x\",\"name\":\"x\",\"graph\":{\"nodes\":[{\"id\":\"a\",\"kind\":\"noop\"}],\"edges\":[]}}",
        Encoding.UTF8.GetString(WorkflowJson.Write(new() { Id = "x", Name = "x", Nodes = [new() { Id = "a", Kind = "noop" }] })));

    [Fact]
    public void Write_ReadAgain_WritesTheSameBytes()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var i = 0; i < 1_000; i++)
        {
            var bytes = WorkflowJson.Write(RandomWorkflow.Next(random));
            var reading = WorkflowJson.Read(bytes);

            Assert.True(!reading.IsRefused, $"seed {seed}: {string.Join('\n', reading.Problems)}");
            Assert.True(bytes.AsSpan().SequenceEqual(WorkflowJson.Write(reading.Workflow)), $"seed {seed}: {Encoding.UTF8.GetString(bytes)}");
            Assert.Equal(WorkflowJson.Hash(reading.Workflow), WorkflowJson.Hash(WorkflowJson.Read(WorkflowJson.Write(reading.Workflow, indented: true)).Workflow!));
        }
    }

    [Fact]
    public void Hash_AnotherVersion_IsTheSame()
    {
        var workflow = WorkflowJson.Read(Encoding.UTF8.GetBytes(Order)).Workflow!;

        Assert.Matches("^[0-9a-f]{64}$", WorkflowJson.Hash(workflow));
        Assert.Equal(WorkflowJson.Hash(workflow), WorkflowJson.Hash(workflow with { Version = 9 }));
        Assert.NotEqual(WorkflowJson.Hash(workflow), WorkflowJson.Hash(workflow with { Name = "Other" }));
    }

    [Fact]
    public void Hash_OtherWhiteSpace_IsTheSame()
    {
        var spaced = Order.Replace("\"mode\": \"perItem\"", "\"mode\"  :\n\"perItem\"", StringComparison.Ordinal);

        Assert.Equal(
            WorkflowJson.Hash(WorkflowJson.Read(Encoding.UTF8.GetBytes(Order)).Workflow!),
            WorkflowJson.Hash(WorkflowJson.Read(Encoding.UTF8.GetBytes(spaced)).Workflow!));
    }
}
