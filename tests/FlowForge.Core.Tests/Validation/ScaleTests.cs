using FlowForge.Core.Model;
using FlowForge.Core.Serialization;
using FlowForge.Core.Tests.Planning;
using FlowForge.Core.Validation;
using Xunit.Abstractions;
using static FlowForge.Core.Tests.Validation.Draw;

namespace FlowForge.Core.Tests.Validation;

public class ScaleTests(ITestOutputHelper output)
{
    [Fact]
    public void Validate_LargestWorkflow_StaysWithinItsBound()
    {
        var workflow = Largest();
        IReadOnlyList<Problem> problems = [];

        var least = Least(() => problems = WorkflowValidator.Validate(workflow, TestKinds.All, new TestScripts()));

        Assert.Empty(problems);
        // Five times the bound of 200 ms; bench/ has the figure.
        Assert.True(least < 1_000, $"{least} ms");
    }

    [Fact]
    public void Read_LargestWorkflow_StaysWithinItsBound()
    {
        var bytes = WorkflowJson.Write(Largest());
        IReadOnlyList<Problem> problems = [];

        var least = Least(() => problems = WorkflowJson.Read(bytes).Problems);

        Assert.Empty(problems);
        // Five times the bound of 200 ms; bench/ has the figure.
        Assert.True(least < 1_000, $"{least} ms");
    }

    [Fact]
    public void Validate_ChainOfTenThousand_DoesNotRecurse()
    {
        var nodes = Enumerable.Range(0, Limits.Nodes).Select(i => i == 0 ? Start("n0") : Node($"n{i}"));

        Assert.Empty(Problems(Workflow(nodes, [.. Enumerable.Range(0, Limits.Nodes - 1).Select(i => $"n{i}>n{i + 1}")])));
    }

    [Fact]
    public void Validate_TooManyNodesAndEdges_IsRefusedOnTheCounts()
    {
        var edge = Edge("a>b");
        var workflow = new Workflow { Id = "w", Name = "w", Nodes = new Node[Limits.Nodes + 1], Edges = new Same(edge, 49_000_000) };

        Assert.Equal(["graph.tooManyNodes graph.nodes", "graph.tooManyEdges graph.edges"], Problems(workflow));
    }

    [Fact]
    public void Validate_EveryEdgeWrong_IsCutAtTheLimit()
    {
        var workflow = Workflow([Start()]) with { Edges = new Same(Edge("x>y"), Limits.Edges) };

        var problems = WorkflowValidator.Validate(workflow, TestKinds.All);

        Assert.Equal(Limits.Problems, problems.Count);
        Assert.Equal("problems.more", problems[^1].Code);
    }

    [Fact]
    public void Validate_MergeOfFortyThousandPorts_TakesLinearTime()
    {
        var edges = Enumerable.Range(1, Limits.Edges).Select(i => Edge($"start>m.in{i}"));

        var took = ThreadTime.Of(() => Assert.Empty(Problems(Workflow([Start(), Node("m", "merge")]) with { Edges = [.. edges] })));
        Assert.True(took.TotalMilliseconds < 5_000, $"{took.TotalMilliseconds} ms");
    }

    /// <summary>The least of some times.</summary>
    private double Least(Action action)
    {
        var times = Enumerable.Range(0, 5).Select(_ => ThreadTime.Of(action).TotalMilliseconds).ToArray();
        output.WriteLine($"ms: {string.Join(", ", times.Select(time => time.ToString("0")))}");
        return times.Min();
    }

    /// <summary>10,000 nodes that each ask for another, 40,000 edges, each node with parameters.</summary>
    private static Workflow Largest()
    {
        var nodes = Enumerable.Range(0, Limits.Nodes).Select(i => i == 0
            ? Start("n0")
            : Node($"n{i}", "strict", $"{{\"url\":\"=https://x/{{{{ $('n{i - 1}').item }}}}\",\"method\":\"GET\",\"count\":3,\"rules\":[{{\"name\":\"a\"}}]}}"));
        var edges = Enumerable.Range(1, 4)
            .SelectMany(step => Enumerable.Range(0, Limits.Nodes - step).Select(i => new Edge { From = $"n{i}", To = $"n{i + step}" }));
        return Workflow(nodes) with { Edges = [.. edges] };
    }

    private sealed class Same(Edge edge, int count) : IReadOnlyList<Edge>
    {
        public int Count => count;

        public Edge this[int index] => edge;

        public IEnumerator<Edge> GetEnumerator() => Enumerable.Repeat(edge, count).GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
