using FlowForge.Core.Model;
using static FlowForge.Core.Tests.Validation.Draw;

namespace FlowForge.Core.Tests.Validation;

public class ScriptTests
{
    [Fact]
    public void Validate_ExpressionThatDoesNotParse_IsRefusedAtItsPlace() => Assert.Equal(
        ["expression.syntax graph.nodes[1].parameters.rules[0].name"],
        Problems(Workflow([Start(), Node("a", parameters: "{\"x\":\"={{ !! }}\"}")], "start>a")));

    [Fact]
    public void Validate_CodeThatDoesNotParse_IsRefusedAtItsSource() => Assert.Equal(
        ["expression.syntax graph.nodes[1].parameters.source"],
        Problems(Workflow([Start(), Node("a", "code", "{\"source\":\"!!\"}")], "start>a")));

    [Fact]
    public void Validate_SourceOfAnotherKind_IsText() =>
        Assert.Empty(Problems(Workflow([Start(), Node("a", parameters: "{\"source\":\"!!\"}")], "start>a")));

    [Theory]
    [InlineData("b", null)]
    [InlineData("start", null)]
    [InlineData("c", "expression.notUpstream? graph.nodes[3].parameters")]
    [InlineData("d", "expression.notUpstream? graph.nodes[3].parameters")]
    [InlineData("side", "expression.notUpstream? graph.nodes[3].parameters")]
    [InlineData("ghost", "expression.notUpstream? graph.nodes[3].parameters")]
    public void Validate_NamedNode_IsUpstream(string name, string? problem)
    {
        var nodes = new[] { Start(), Node("a"), Node("b"), Node("c", parameters: $"{{\"x\":\"={{{{ $('{name}').item }}}}\"}}"), Node("d"), Node("side") };

        Assert.Equal(problem is null ? [] : [problem], Problems(Workflow(nodes, "start>a", "a>b", "b>c", "c>d", "a>side")));
    }

    [Fact]
    public void Validate_NodeOnACycle_IsUpstreamOfItself()
    {
        var nodes = new[] { Start(), Node("a"), Node("b", "code", "{\"source\":\"return $('b').all().concat($('a').all())\"}") };
        var workflow = Workflow(nodes, "start>a", "a>b", "b>a");

        Assert.Empty(Problems(workflow with { Edges = [workflow.Edges[0], workflow.Edges[1], workflow.Edges[2] with { RepeatMax = 3 }] }));
    }

    [Fact]
    public void Validate_NamesInCode_AreWarnedOfAtTheSource() => Assert.Equal(
        ["expression.notUpstream? graph.nodes[1].parameters.source"],
        Problems(Workflow([Start(), Node("a", "code", "{\"source\":\"return $('b').all()\"}"), Node("b")], "start>a", "a>b")));

    [Fact]
    public void Validate_JoinEach_AllowsAnyName() => Assert.Empty(Problems(
        Workflow([Start(), Node("a", parameters: "{\"x\":\"={{ $('b').item }}\"}"), Node("b")], "start>a", "a>b") with
        {
            Config = new() { Order = RunOrder.Sequential, Join = JoinRule.Each },
        }));

    [Fact]
    public void Validate_NamedByDisplayName_IsFound() => Assert.Equal(
        ["expression.notUpstream? graph.nodes[2].parameters"],
        Problems(Workflow([Start(), Node("a") with { Name = "First one" }, Node("b", parameters: "{\"x\":\"={{ $('First one').item + $('a').item }}\"}")], "start>a", "a>b")));
}
