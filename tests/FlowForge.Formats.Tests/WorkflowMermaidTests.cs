using FlowForge.Core.Model;

namespace FlowForge.Formats.Tests;

public class WorkflowMermaidTests
{
    [Fact]
    public void Write_Workflow_ShowsLoopsRepeatsPortsAndDisabledNodes()
    {
        var workflow = new Workflow
        {
            Id = "x",
            Name = "x",
            Nodes =
            [
                new() { Id = "start", Kind = "trigger.manual" },
                new() { Id = "each", Kind = "loop" },
                new() { Id = "body", Kind = "noop", Disabled = true },
                new() { Id = "check", Kind = "if" },
                new() { Id = "model", Kind = "ai.chat" },
            ],
            Edges =
            [
                new() { From = "start", To = "each" },
                new() { From = "each", FromPort = "loop", To = "body" },
                new() { From = "body", To = "each" },
                new() { From = "each", FromPort = "done", To = "check" },
                new() { From = "check", FromPort = "false", To = "check", RepeatMax = 5 },
                new() { From = "model", To = "check", Kind = "ai_model" },
                new() { From = "check", FromPort = "true", To = "ghost", ToPort = "in2" },
            ],
        };

        Assert.Equal(
            """
            flowchart LR
              n0(["start<br/><small>trigger.manual</small>"])
              n1{{"each<br/><small>loop</small>"}}
              n2["body<br/><small>noop</small>"]:::disabled
              n3{"check<br/><small>if</small>"}
              n4["model<br/><small>ai.chat</small>"]
              n0 --> n1
              n1 -->|"loop"| n2
              n2 -.->|"next batch"| n1
              n1 -->|"done"| n3
              n3 -.->|"false: repeat, at most 5"| n3
              n4 -.->|"ai#95;model"| n3
              n5["missing: ghost"]:::missing
              n3 -->|"true → in2"| n5
              classDef disabled stroke-dasharray:4 4,opacity:0.5
              classDef missing stroke:#c00,stroke-dasharray:2 2

            """,
            WorkflowMermaid.Write(workflow));
    }

    [Theory]
    [InlineData("a\"]; click x", "a#34;#93;#59; click x")]
    [InlineData("<script>", "#60;script#62;")]
    [InlineData("a#35;b\nc", "a#35;35#59;b c")]
    [InlineData("```", "#96;#96;#96;")]
    [InlineData("Größe 😀", "Größe 😀")]
    public void Write_Label_ShowsAsItIsWritten(string name, string label)
    {
        var workflow = new Workflow { Id = "x", Name = "x", Nodes = [new() { Id = "a", Kind = "noop", Name = name }] };

        Assert.Contains($"n0[\"{label}<br/>", WorkflowMermaid.Write(workflow), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_LongestChain_DoesNotRecurse()
    {
        var workflow = new Workflow
        {
            Id = "x",
            Name = "x",
            Nodes = [.. Enumerable.Range(0, 10_000).Select(i => new Node { Id = $"n{i}", Kind = "noop" })],
            Edges = [.. Enumerable.Range(0, 9_999).Select(i => new Edge { From = $"n{i}", To = $"n{i + 1}" })],
        };

        Assert.Equal(10_000 + 9_999 + 3, WorkflowMermaid.Write(workflow).AsSpan().Count('\n'));
    }
}
