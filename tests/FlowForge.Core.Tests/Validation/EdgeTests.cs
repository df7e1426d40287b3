using FlowForge.Core.Model;
using FlowForge.Core.Validation;
using static FlowForge.Core.Tests.Validation.Draw;

namespace FlowForge.Core.Tests.Validation;

public class EdgeTests
{
    [Fact]
    public void Validate_EdgeToMissingNode_NamesBothEnds()
    {
        var problems = WorkflowValidator.Validate(Workflow([Start()], "start>ghost", "phantom>start"), TestKinds.All);

        Assert.Equal(["graph.edges[0].to", "graph.edges[1].from"], problems.Select(problem => problem.Path));
        Assert.All(problems, problem => Assert.Equal("edge.missingNode", problem.Code));
        Assert.Contains("'ghost'", problems[0].Message, StringComparison.Ordinal);
        Assert.Contains("'start'", problems[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("i.true>b", null)]
    [InlineData("i>b.in", null)]
    [InlineData("i.error>b", "edge.errorUnused? graph.edges[2].fromPort")]
    [InlineData("i.maybe>b", "edge.missingPort graph.edges[2].fromPort")]
    [InlineData("i>b.in2", "edge.missingPort graph.edges[2].toPort")]
    [InlineData("start.error>b", "edge.missingPort graph.edges[2].fromPort")]
    [InlineData("b>start", "edge.intoTrigger graph.edges[2].to")]
    [InlineData("start>i", "edge.duplicate graph.edges[2]")]
    [InlineData("start.out>i.in", "edge.duplicate graph.edges[2]")]
    public void Validate_Edge_IsHeldAgainstItsNodesPorts(string edge, string? problem) =>
        Assert.Equal(problem is null ? [] : [problem], Problems(Workflow([Start(), Node("i", "if"), Node("b")], "start>i", "i.false>b", edge)));

    [Fact]
    public void Validate_ErrorPortInUse_IsNoWarning() =>
        Assert.Empty(Problems(Workflow([Start(), Node("a") with { OnError = OnError.ErrorOutput }, Node("b")], "start>a", "a.error>b")));

    [Fact]
    public void Validate_PortsThatParametersMake_AreKnown()
    {
        var nodes = new[] { Start(), Node("s", "switch", "{\"rules\":[{\"name\":\"x\"}]}"), Node("m", "merge"), Node("b") };

        Assert.Equal(["edge.missingPort graph.edges[3].fromPort"], Problems(Workflow(nodes, "start>s", "s.x>m.in2", "start>m.in3", "s.y>b", "m>b")));
    }

    [Fact]
    public void Validate_ParametersThatDoNotFit_LeavePortsOpen() => Assert.Equal(
        ["parameter.missing graph.nodes[1].parameters.rules[0].name"],
        Problems(Workflow([Start(), Node("s", "switch", "{\"rules\":[{}]}"), Node("b")], "start>s", "s.any>b")));

    [Fact]
    public void Validate_RepeatAndKind_AreInRange()
    {
        var workflow = Workflow([Start(), Node("a"), Node("b")], "start>a", "a>b");
        var edges = new[] { workflow.Edges[1] with { RepeatMax = 0 }, Edge("b>a") with { Kind = "ai_tool" }, Edge("b>a") with { Kind = "side" } };

        Assert.Equal(
            ["edge.repeatMax graph.edges[1].repeat.max", "edge.kind graph.edges[3].kind"],
            Problems(workflow with { Edges = [workflow.Edges[0], .. edges] }));
    }

    [Fact]
    public void Validate_SameEndsOfAnotherKind_AreTwoEdges() =>
        Assert.Empty(Problems(Workflow([Start(), Node("a")], "start>a") is var w ? w with { Edges = [w.Edges[0], w.Edges[0] with { Kind = "ai_tool" }] } : w));

    [Theory]
    [InlineData("noop", "ai.agent", "edge.notATool? graph.edges[2]")]
    [InlineData("workflow", "ai.agent", null)]
    [InlineData("telepathy", "ai.agent", null)]
    [InlineData("noop", "noop", null)]
    public void Validate_ToolOfAnAgent_IsASubWorkflow(string tool, string user, string? problem)
    {
        var workflow = Workflow([Start(), Node("a", user), Node("t", tool)], "start>a", "start>t", "t>a");
        var edges = workflow.Edges.Select(edge => edge.From == "t" ? edge with { Kind = "ai_tool" } : edge).ToList();

        string[] expected = problem is null ? [] : [problem];
        Assert.Equal(expected, Problems(workflow with { Edges = edges }).Where(static one => one.StartsWith("edge.", StringComparison.Ordinal)));
    }

    [Fact]
    public void Validate_UnknownKind_HasAnyPort() => Assert.Equal(
        ["node.unknownKind? graph.nodes[1].kind"], Problems(Workflow([Start(), Node("x", "telepathy"), Node("b")], "start>x.mind", "x.thought>b")));
}
