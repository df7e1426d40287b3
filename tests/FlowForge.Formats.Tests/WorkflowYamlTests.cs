using System.Text;
using FlowForge.Core.Model;
using FlowForge.Core.Serialization;
using FlowForge.Core.Tests.Serialization;

namespace FlowForge.Formats.Tests;

public class WorkflowYamlTests
{
    private const string Order =
        """
        flowforge: 1                     # schema version of the document
        id: order-intake                 # [A-Za-z0-9_-]{1,64}, ordinal
        name: Order intake
        version: 3                       # grows by one with every save
        config:
          timezone: Europe/Berlin
          timeoutSeconds: 3600
          errorWorkflow: alert-team      # optional
          healing: suggest               # off | suggest | auto
          concurrency: { key: "={{ $json.body.customer }}", limit: 2, whenBusy: queue }   # queue | skip | replace
          order: parallel                # parallel | sequential
          join: all
          retention: { days: 30 }
        graph:
          nodes:
            - id: hook
              kind: trigger.webhook
              kindVersion: 1
              name: Order received
              parameters: { path: orders, method: POST, respond: lastNode, auth: { type: signature, credential: shop } }
              position: { x: 0, y: 0 }
            - id: total
              kind: code
              parameters: { mode: perItem, source: "return { total: $json.body.lines.reduce((s, l) => s + l.price * l.count, 0) }" }
              retry: { maxTries: 3, delaySeconds: 2, backoff: exponential }
              timeoutSeconds: 10
              onError: errorOutput       # stop | continue | errorOutput
              position: { x: 260, y: 0 }
          edges:
            - { from: hook, to: total }                              # ports default to the first: out → in
            - { from: total, fromPort: error, to: alert }
        """;

    private const string Written =
        """
        flowforge: 1
        id: order-intake
        name: Order intake
        version: 3
        config:
          timezone: Europe/Berlin
          timeoutSeconds: 3600
          errorWorkflow: alert-team
          healing: suggest
          concurrency: { key: "={{ $json.body.customer }}", limit: 2 }
          retention: { days: 30 }
        graph:
          nodes:
            - id: hook
              kind: trigger.webhook
              name: Order received
              parameters:
                path: orders
                method: POST
                respond: lastNode
                auth: { type: signature, credential: shop }
              position: { x: 0, y: 0 }
            - id: total
              kind: code
              parameters:
                mode: perItem
                source: "return { total: $json.body.lines.reduce((s, l) => s + l.price * l.count, 0) }"
              retry: { maxTries: 3, delaySeconds: 2, backoff: exponential }
              timeoutSeconds: 10
              onError: errorOutput
              position: { x: 260, y: 0 }
          edges:
            - { from: hook, to: total }
            - { from: total, fromPort: error, to: alert }

        """;

    [Fact]
    public void Write_TheDesignsDocument_IsReadable()
    {
        var reading = WorkflowYaml.Read(Encoding.UTF8.GetBytes(Order));

        Assert.Empty(reading.Problems);
        Assert.Equal(Written, Encoding.UTF8.GetString(WorkflowYaml.Write(reading.Workflow!)));
    }

    [Fact]
    public void Read_YamlAndJson_GiveTheSameHash()
    {
        var workflow = WorkflowYaml.Read(Encoding.UTF8.GetBytes(Order)).Workflow!;

        Assert.Equal(WorkflowJson.Hash(workflow), WorkflowJson.Hash(WorkflowJson.Read(WorkflowJson.Write(workflow, indented: true)).Workflow!));
    }

    [Fact]
    public void Write_TextOfSeveralLines_IsALiteralBlock()
    {
        var workflow = new Workflow { Id = "x", Name = "x", Description = "One line.\n\n  Another: with # and \"quotes\".\n", Folder = "  first\nsecond" };

        var text = Encoding.UTF8.GetString(WorkflowYaml.Write(workflow));

        Assert.Contains("description: |\n  One line.\n\n    Another: with # and \"quotes\".\n", text, StringComparison.Ordinal);
        Assert.Contains("folder: |2-\n    first\n  second\n", text, StringComparison.Ordinal);
        Assert.Equal(workflow.Folder, WorkflowYaml.Read(Encoding.UTF8.GetBytes(text)).Workflow!.Folder);
    }

    [Theory]
    [InlineData("no", "\"no\"")]
    [InlineData("010", "\"010\"")]
    [InlineData("true", "\"true\"")]
    [InlineData("null", "\"null\"")]
    [InlineData("", "\"\"")]
    [InlineData("1e3", "\"1e3\"")]
    [InlineData("2024-01-02", "\"2024-01-02\"")]
    [InlineData("a: b", "\"a: b\"")]
    [InlineData("a #b", "\"a #b\"")]
    [InlineData("={{ 1 }}", "\"={{ 1 }}\"")]
    [InlineData("tab\tin", "\"tab\\tin\"")]
    [InlineData("Order intake, daily (v2)", "Order intake, daily (v2)")]
    [InlineData("Größe/été", "Größe/été")]
    public void Write_Text_IsQuotedWhereItWouldMeanSomethingElse(string text, string written) => Assert.Contains(
        $"\nname: {written}\n", Encoding.UTF8.GetString(WorkflowYaml.Write(new() { Id = "x", Name = text })), StringComparison.Ordinal);

    [Fact]
    public void Write_ReadAgain_IsTheSameDocument()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var i = 0; i < 1_500; i++)
        {
            var workflow = WorkflowJson.Read(WorkflowJson.Write(RandomWorkflow.Next(random))).Workflow!;
            var yaml = WorkflowYaml.Write(workflow);
            var reading = WorkflowYaml.Read(yaml);

            Assert.True(!reading.IsRefused, $"seed {seed}: {string.Join('\n', reading.Problems)}\n{Encoding.UTF8.GetString(yaml)}");
            Assert.True(yaml.AsSpan().SequenceEqual(WorkflowYaml.Write(reading.Workflow)), $"seed {seed}: {Encoding.UTF8.GetString(yaml)}");
            Assert.True(
                Json(workflow with { Meta = default }) == Json(reading.Workflow with { Meta = default }), $"seed {seed}: {Encoding.UTF8.GetString(yaml)}");
            Assert.True(
                workflow.Nodes.Zip(reading.Workflow.Nodes).All(pair => pair.First.Meta.ValueKind == pair.Second.Meta.ValueKind), $"seed {seed}");
        }
    }

    private static string Json(Workflow workflow) => Encoding.UTF8.GetString(
        WorkflowJson.Write(workflow with { Nodes = [.. workflow.Nodes.Select(node => node with { Meta = default })] }));
}
