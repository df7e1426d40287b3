using FlowForge.Core.Model;
using FlowForge.Web.Running;
using FlowForge.Web.Running.History;
using FlowForge.Web.Tests.Support;
using static FlowForge.Web.Tests.Support.Frames;

namespace FlowForge.Web.Tests.Running;

public sealed class RunLogTests
{
    [Fact]
    public void AddAll_FramesInAnyOrderAndTwice_StandAsInOrder()
    {
        RunFrame[] frames = [Begin(1, "a", "0"), End(2, "a", "0"), Begin(3, "a", "1"), End(4, "a", "1", status: "FAILED")];
        var log = new RunLog();
        foreach (var frame in frames.Concat(frames).Reverse())
        {
            log.Add(frame);
        }

        Assert.Equal([1, 2, 3, 4], log.Frames.Select(frame => frame.Sequence));
        Assert.Equal(new NodeState("failed", 2), log.Now.Node("a"));
        Assert.Equal(new NodeState("completed", 1), log.At(1).Node("a"));
    }

    [Fact]
    public void AddAll_BranchesSideBySide_StandByTimeAndThenBySequence()
    {
        var log = new RunLog();
        log.AddAll([Begin(100, "a", at: 0), End(101, "a", at: 9), Begin(200, "b", at: 0), End(201, "b", at: 4)]);

        Assert.Equal([100, 200, 201, 101], log.Frames.Select(frame => frame.Sequence));
        Assert.Equal(2, log.PositionAt(DateTimeOffset.UnixEpoch.AddMilliseconds(5)));
        Assert.Equal(3, log.PositionOf(101));
        Assert.Equal(-1, log.PositionOf(7));
    }

    [Fact]
    public void Add_TheSameSequenceWithAnotherStatus_TakesItsPlace()
    {
        var log = new RunLog();
        log.AddAll([Begin(1, "a"), Begin(2, "b")]);
        log.Add(new()
        {
            Sequence = 1, NodeId = "a", Iteration = "", Attempt = 1, Timestamp = DateTimeOffset.UnixEpoch.AddMilliseconds(1), Status = "WAITING", IsEgress = false, Input = [], Output = [],
        });

        Assert.Equal(2, log.Frames.Count);
        Assert.Equal("waiting", log.Now.Node("a")!.Word);
    }

    [Fact]
    public void NextFailure_FromBehindTheLast_IsTheFirst()
    {
        var log = new RunLog();
        log.AddAll([End(1, "a", status: "FAILED"), End(2, "b"), End(3, "c", status: "FAILED")]);

        Assert.Equal(2, log.NextFailure(0));
        Assert.Equal(0, log.NextFailure(2));
        Assert.True(log.HasFailure);
    }

    // What a moment says must be what adding up all frames to it from the first would say.
    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public void At_AnyMomentOfAnyArrival_IsWhatReplayingSays(int seed)
    {
        var random = new Random(seed);
        string[] nodes = ["a", "b", "c"];
        var frames = new List<RunFrame>();
        for (var i = 0; i < 300; i++)
        {
            var (node, iteration, at) = (nodes[random.Next(3)], random.Next(3) == 0 ? $"{i % 7}" : $"{i % 7}/{i}", random.Next(500));
            frames.Add(Begin(2 * i, node, iteration, at, random.Next(4)));
            if (random.Next(5) > 0)
            {
                frames.Add(End((2 * i) + 1, node, iteration, at + random.Next(60), random.Next(6) == 0 ? "FAILED" : "COMPLETED", items: random.Next(4)));
            }
        }

        var log = new RunLog();
        var shuffled = frames.OrderBy(_ => random.Next()).ToArray();
        for (var at = 0; at < shuffled.Length;)
        {
            var some = random.Next(1, 40);
            log.AddAll([.. shuffled.Skip(at).Take(some)]);
            _ = log.At(log.Frames.Count / 2, "3").Node("a");
            at += some;
        }

        Assert.Equal(frames.Count, log.Frames.Count);
        foreach (var position in Enumerable.Range(0, frames.Count).Where(_ => random.Next(8) == 0))
        {
            foreach (var (node, iteration) in nodes.SelectMany(node => new[] { (node, (string?)null), (node, "3") }))
            {
                var before = log.Frames.Take(position + 1).Where(frame => frame.NodeId == node && IterationOrder.IsIn(frame.Iteration, iteration ?? "")).ToList();
                var fresh = new RunLog();
                fresh.AddAll(before);
                Assert.True(fresh.Now.Node(node) == log.At(position, iteration).Node(node), $"seed {seed}, position {position}, {node} in {iteration}");
                Assert.Equal(before.Where(frame => frame.IsResult).Sum(frame => frame.Output.Sum(port => port.Count)), log.At(position, iteration).Edge(new Edge { From = node, To = "z" }, "out")?.Items ?? 0);
            }
        }
    }

    [Fact]
    public void Iterations_ManyOfThem_AreInTheOrderPeopleCount()
    {
        var log = new RunLog();
        log.AddAll([.. Enumerable.Range(0, 12).Reverse().Select(i => End(i, "a", $"{i}"))]);

        Assert.Equal(Enumerable.Range(0, 12).Select(i => $"{i}"), log.Node("a")!.Iterations);
        Assert.True(IterationOrder.Instance.Compare("2", "2/0") < 0 && IterationOrder.Instance.Compare("2/9", "10") < 0);
    }
}
