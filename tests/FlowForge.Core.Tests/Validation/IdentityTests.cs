using static FlowForge.Core.Tests.Validation.Draw;

namespace FlowForge.Core.Tests.Validation;

public class IdentityTests
{
    [Fact]
    public void Validate_SoundWorkflow_HasNoProblems() => Assert.Empty(Problems(Workflow([Start(), Node("a")], "start>a")));

    [Theory]
    [InlineData("../x")]
    [InlineData("a/b")]
    [InlineData("a#b?c")]
    [InlineData("%2e%2e")]
    [InlineData("CON")]
    [InlineData("nul")]
    [InlineData("Com1")]
    [InlineData("a\0b")]
    [InlineData("")]
    [InlineData("@x")]
    [InlineData("a\n")]
    [InlineData("ä")]
    public void Validate_BadIds_AreRefused(string id)
    {
        Assert.Equal(["workflow.id id"], Problems(Workflow([Start()]) with { Id = id }));
        Assert.Contains("node.id graph.nodes[1].id", Problems(Workflow([Start(), Node(id)])));
    }

    [Fact]
    public void Validate_IdLength_IsBounded()
    {
        Assert.Empty(Problems(Workflow([Start(new string('x', 64))])));
        Assert.Contains("node.id graph.nodes[0].id", Problems(Workflow([Start(new string('x', 65))])));
        Assert.Contains("node.id graph.nodes[0].id", Problems(Workflow([Start(new string('x', 1_024))])));
    }

    [Fact]
    public void Validate_TwoNodesWithOneId_NamesBothPlaces()
    {
        var problem = Core.Validation.WorkflowValidator.Validate(Workflow([Start(), Node("a"), Node("a")], "start>a"), TestKinds.All)
            .Single(problem => problem.Code == "node.duplicateId");

        Assert.Equal("graph.nodes[2].id", problem.Path);
        Assert.Contains("graph.nodes[1]", problem.Message, StringComparison.Ordinal);
        Assert.Equal(["a"], problem.NodeIds!);
    }

    [Fact]
    public void Validate_NameOfAnother_IsRefused()
    {
        var nodes = new[] { Start(), Node("a") with { Name = "x" }, Node("b") with { Name = "x" }, Node("c") with { Name = "a2" }, Node("a2") };

        Assert.Equal(
            ["node.duplicateName graph.nodes[2].name", "node.duplicateName graph.nodes[4].id"],
            Problems(Workflow(nodes, "start>a", "start>b", "start>c", "start>a2")));
    }

    [Fact]
    public void Validate_NamesThatDifferInCase_AreTwo() =>
        Assert.Empty(Problems(Workflow([Start(), Node("a") with { Name = "X" }, Node("b") with { Name = "x" }], "start>a", "start>b")));

    [Fact]
    public void Validate_EmptyOrLongNames_AreRefused()
    {
        var workflow = Workflow([Start() with { Name = " " }]) with { Name = new string('n', Limits.NameLength + 1) };

        Assert.Equal(["node.name name", "node.name graph.nodes[0].name"], Problems(workflow));
    }
}
