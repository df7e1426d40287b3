using FlowForge.Core.Model;

namespace FlowForge.Core.Tests.Planning;

/// <summary>Graphs as large as the limits allow, and shapes meant to hurt.</summary>
internal static class LargeGraphs
{
    public static Workflow Chain(int nodes) => Of(nodes, "tag", Enumerable.Range(1, nodes - 1).Select(i => Edge(i - 1, i)));

    public static Workflow FanOut(int nodes) => Of(nodes, "tag", Enumerable.Range(1, nodes - 1).Select(i => Edge(0, i)));

    /// <summary>Every node is reached, no cycle; the document order is the reverse of any plan order.</summary>
    public static Workflow Dag(int nodes, int edges, int seed)
    {
        var random = new Random(seed);
        var tree = Enumerable.Range(1, nodes - 1).Select(i => Edge(random.Next(i), i));
        var more = Enumerable.Range(0, edges - nodes + 1).Select(_ =>
        {
            var to = random.Next(1, nodes);
            return Edge(random.Next(to), to);
        });
        var workflow = Of(nodes, "tag", tree.Concat(more));
        return workflow with { Nodes = workflow.Nodes.Reverse().ToList() };
    }

    /// <summary>One cycle through all nodes but the trigger.</summary>
    public static Workflow Ring(int nodes, int? repeat) =>
        Of(nodes, "tag", Enumerable.Range(1, nodes - 1).Select(i => Edge(i - 1, i)).Append(Edge(nodes - 1, 1) with { RepeatMax = repeat }));

    /// <summary>Every node to every node.</summary>
    public static Workflow Complete(int nodes) =>
        Of(nodes, "tag", Enumerable.Range(0, nodes).SelectMany(from => Enumerable.Range(1, nodes - 1).Select(to => Edge(from, to))));

    /// <summary>Loop in loop in loop.</summary>
    public static Workflow Nested(int loops) => Of(loops, "loop", Enumerable.Range(1, loops - 1).Select(i => Edge(i - 1, i) with { FromPort = i == 1 ? null : "loop" }));

    /// <summary>One loop behind another, a body of one node each.</summary>
    public static Workflow Loops(int loops)
    {
        var nodes = Enumerable.Range(0, loops).SelectMany(i => new[] { Node(2 * i, "loop"), Node((2 * i) + 1, "tag") });
        var edges = Enumerable.Range(0, loops).SelectMany(i => new[]
        {
            i == 0 ? new Edge { From = "t", To = "n0" } : new Edge { From = $"n{(2 * i) - 2}", FromPort = "done", To = $"n{2 * i}" },
            new Edge { From = $"n{2 * i}", FromPort = "loop", To = $"n{(2 * i) + 1}" },
            new Edge { From = $"n{(2 * i) + 1}", To = $"n{2 * i}" },
        });
        return new() { Id = "large", Name = "large", Nodes = [new Node { Id = "t", Kind = "trigger" }, .. nodes], Edges = edges.ToList() };
    }

    /// <summary>Half the nodes are triggers that all reach the same loop.</summary>
    public static Workflow Triggers(int triggers)
    {
        var workflow = Loops(triggers);
        var more = Enumerable.Range(0, triggers).Select(i => new Node { Id = $"t{i}", Kind = "trigger" });
        var edges = Enumerable.Range(0, triggers).Select(i => new Edge { From = $"t{i}", To = "n0" });
        return workflow with { Nodes = [.. workflow.Nodes, .. more], Edges = [.. workflow.Edges, .. edges] };
    }

    private static Workflow Of(int nodes, string kind, IEnumerable<Edge> edges) => new()
    {
        Id = "large",
        Name = "large",
        Nodes = Enumerable.Range(0, nodes).Select(i => Node(i, i == 0 ? "trigger" : kind)).ToList(),
        Edges = edges.ToList(),
    };

    private static Node Node(int i, string kind) => new() { Id = Name(i, kind), Kind = kind };

    private static Edge Edge(int from, int to) => new() { From = from == 0 ? "t" : $"n{from}", To = $"n{to}" };

    private static string Name(int i, string kind) => kind == "trigger" ? "t" : $"n{i}";
}
