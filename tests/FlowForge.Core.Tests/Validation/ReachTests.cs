using FlowForge.Core.Model;
using static FlowForge.Core.Tests.Validation.Draw;

namespace FlowForge.Core.Tests.Validation;

public class ReachTests
{
    [Fact]
    public void Validate_NoTrigger_IsOneWarning() => Assert.Equal(["graph.noTrigger? graph.nodes"], Problems(Workflow([Node("a"), Node("b")], "a>b")));

    [Fact]
    public void Validate_NodesNoTriggerReaches_AreWarnedOf() => Assert.Equal(
        ["graph.disconnected? graph.nodes[2]", "graph.disconnected? graph.nodes[3]"],
        Problems(Workflow([Start(), Node("a"), Node("b"), Node("c")], "start>a", "b>c")));

    [Fact]
    public void Validate_NodeThatServesAnother_IsConnected()
    {
        var workflow = Workflow([Start(), Node("agent"), Node("model")], "start>agent", "model>agent");

        Assert.Empty(Problems(workflow with { Edges = [workflow.Edges[0], workflow.Edges[1] with { Kind = "ai_model" }] }));
    }

    [Fact]
    public void Validate_UnknownTriggerKind_IsTakenForATrigger() => Assert.Equal(
        ["node.unknownKind? graph.nodes[0].kind"], Problems(Workflow([Node("t", "trigger.telepathy"), Node("a")], "t>a")));

    [Fact]
    public void Validate_EmptyWorkflow_IsAWarning() => Assert.Equal(["graph.noTrigger? graph.nodes"], Problems(Workflow(Array.Empty<Node>())));
}
