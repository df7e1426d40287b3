using FlowForge.Core.Model;
using FlowForge.Web.Running;

namespace FlowForge.Web.Tests.Running;

public sealed class RunLogTests
{
    private readonly RunLog log = new();

    [Fact]
    public void Node_IngressThenEgress_RunsThenCompletes()
    {
        log.Add(Frame(1, "a", egress: false, "RUNNING"));
        Assert.Equal(new NodeState("running", 0), log.Node("a"));

        log.Add(Frame(2, "a", egress: true, "COMPLETED", ("out", 3)));
        Assert.Equal(new NodeState("completed", 1), log.Node("a"));
        Assert.Null(log.Node("b"));
    }

    [Fact]
    public void Node_FramesInAnyOrderAndTwice_StandAsInOrder()
    {
        RunFrame[] frames =
        [
            Frame(1, "a", egress: false, "RUNNING", iteration: "0"), Frame(2, "a", egress: true, "COMPLETED", ("out", 1), "0"),
            Frame(3, "a", egress: false, "RUNNING", iteration: "1"), Frame(4, "a", egress: true, "FAILED", iteration: "1"),
        ];
        foreach (var frame in frames.Concat(frames).Reverse())
        {
            log.Add(frame);
        }

        Assert.Equal(new NodeState("failed", 2), log.Node("a"));
        Assert.Equal(4, log.Frames.Count);
        Assert.Equal(4, log.LastOf("a")!.Sequence);
    }

    [Fact]
    public void Edge_CountsOverIterations_AreAddedUp()
    {
        log.Add(Frame(1, "a", egress: true, "COMPLETED", ("out", 2), "0"));
        log.Add(Frame(2, "a", egress: true, "COMPLETED", ("out", 5), "1"));

        Assert.Equal(new EdgeState("live", 7), log.Edge(new Edge { From = "a", To = "b" }, "out"));
        Assert.Equal(new EdgeState("dead", null), log.Edge(new Edge { From = "a", To = "b" }, "error"));

        log.End();
        Assert.Equal(new EdgeState("delivered", 7), log.Edge(new Edge { From = "a", To = "b" }, "out"));
    }

    [Fact]
    public void Node_OpenWhenTheRunEnds_IsCancelled()
    {
        log.Add(Frame(1, "a", egress: false, "RUNNING"));
        log.End();

        Assert.Equal("cancelled", log.Node("a")!.Word);
    }

    [Fact]
    public void Node_SkippedInSomeIterations_IsWhatItWasInTheOthers()
    {
        log.Add(Frame(1, "a", egress: true, "COMPLETED", ("out", 1), "0"));
        log.Add(Frame(2, "a", egress: false, "SKIPPED", iteration: "1"));

        Assert.Equal("completed", log.Node("a")!.Word);
    }

    private static RunFrame Frame(long sequence, string node, bool egress, string status, (string Port, int Count)? output = null, string iteration = "") => new()
    {
        Sequence = sequence,
        NodeId = node,
        Iteration = iteration,
        Attempt = 1,
        Timestamp = DateTimeOffset.UnixEpoch,
        Status = status,
        IsEgress = egress,
        Input = [],
        Output = output is { } port ? [new(port.Port, port.Count, [])] : [],
    };
}
