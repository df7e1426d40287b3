using FlowForge.Core.Model;
using FlowForge.Web.Running.History;
using FlowForge.Web.Tests.Support;
using static FlowForge.Web.Tests.Support.Frames;

namespace FlowForge.Web.Tests.Running;

public sealed class RunMomentTests
{
    private readonly RunLog log = new();

    [Fact]
    public void Node_BeginThenEnd_RunsThenCompletes()
    {
        log.AddAll([Begin(1, "a"), End(2, "a", items: 3)]);

        Assert.Null(log.At(-1).Node("a"));
        Assert.Equal(new NodeState("running", 0), log.At(0).Node("a"));
        Assert.Equal(new NodeState("completed", 1), log.At(1).Node("a"));
        Assert.Null(log.Now.Node("b"));
    }

    [Fact]
    public void Node_OpenWhenTheRunEnds_IsCancelled()
    {
        log.AddAll([Begin(1, "a"), Begin(2, "b")]);
        log.End();

        Assert.Equal("cancelled", log.Now.Node("a")!.Word);
        Assert.Equal("running", log.At(0).Node("a")!.Word);
    }

    [Fact]
    public void Node_SkippedInSomeIterations_IsWhatItWasInTheOthers()
    {
        log.AddAll([End(1, "a", "0"), Skipped(2, "a", "1")]);

        Assert.Equal("completed", log.Now.Node("a")!.Word);
        Assert.Equal("skipped", log.At(1, "1").Node("a")!.Word);
    }

    [Fact]
    public void Edge_CountsOverIterations_AreAddedUpToTheMoment()
    {
        log.AddAll([End(1, "a", "0", items: 2), End(2, "a", "1", items: 5)]);
        var edge = new Edge { From = "a", To = "b" };

        Assert.Equal(new EdgeState("live", 2), log.At(0).Edge(edge, "out"));
        Assert.Equal(new EdgeState("live", 7), log.At(1).Edge(edge, "out"));
        Assert.Equal(new EdgeState("live", 5), log.At(1, "1").Edge(edge, "out"));
        Assert.Equal(new EdgeState("dead", null), log.Now.Edge(edge, "error"));

        log.End();
        Assert.Equal(new EdgeState("delivered", 7), log.Now.Edge(edge, "out"));
    }

    [Fact]
    public void Edge_IntoALoop_CountsWhatItsBodyGot()
    {
        log.AddAll([Begin(1, "loop", items: 4), Begin(2, "body", "0", items: 2), End(3, "body", "0", items: 2), Begin(4, "body", "1", items: 2)]);

        Assert.Equal(new EdgeState("live", 4), log.Now.Edge(new Edge { From = "loop", FromPort = "loop", To = "body" }, "loop"));
        Assert.Equal(new EdgeState("delivered", 2), log.At(2).Edge(new Edge { From = "loop", FromPort = "loop", To = "body" }, "loop"));
    }

    [Fact]
    public void Node_InTheRunOfAnother_IsThatOfAllItsRuns()
    {
        log.AddAll([End(1, "t", "0"), End(2, "a", "0", items: 2), End(3, "b", "0"), End(4, "b", "1", items: 5)]);

        Assert.True(log.CountsByNode);
        Assert.Equal(new NodeState("completed", 1), log.At(3, "1", "b").Node("a"));
        Assert.Equal(5, log.At(3, "1", "b").Edge(new Edge { From = "b", To = "c" }, "out")!.Items);
        Assert.Null(log.At(3, "1").Node("a"));
    }

    [Fact]
    public void Node_InAnIterationThatIsLookedAt_IsThatOfItsOwnDepth()
    {
        log.AddAll([Begin(1, "outer"), Begin(2, "mid", "0"), End(3, "mid", "0"), Begin(4, "in", "0/0"), End(5, "in", "0/0"), Begin(6, "mid", "1"), Begin(7, "in", "1/0")]);

        Assert.Equal("running", log.At(6, "1").Node("mid")!.Word);
        Assert.Equal("completed", log.At(6, "0/0").Node("mid")!.Word);
        Assert.Equal("completed", log.At(6, "0").Node("in")!.Word);
        Assert.Equal("running", log.At(6, "0/0").Node("outer")!.Word);
    }
}
