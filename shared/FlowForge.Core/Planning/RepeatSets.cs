using FlowForge.Core.Validation;

namespace FlowForge.Core.Planning;

/// <summary>The cycles that remain in each scope once loops are taken as one node, and whether repeat edges break them.</summary>
internal sealed class RepeatSets
{
    private RepeatSets(int[] setOf, int count)
    {
        SetOf = setOf;
        Count = count;
    }

    /// <summary>The repeat scope a node is directly in; -1 for none.</summary>
    public int[] SetOf { get; }

    public int Count { get; }

    public static RepeatSets Of(PlanGraph graph, LoopBodies bodies, bool[] taken, List<Problem> problems)
    {
        var arcs = new List<(int From, int To)>();
        var unbroken = new List<(int From, int To)>();
        foreach (var edge in graph.Edges)
        {
            if (!taken[edge.From] || !taken[edge.To] || edge.IsLoopPort || bodies.Holds(edge.To, edge.From))
            {
                continue;
            }

            var arc = SameLevel(bodies, edge.From, edge.To);
            arcs.Add(arc);
            if (!edge.IsRepeat)
            {
                unbroken.Add(arc);
            }
        }

        var n = graph.Nodes.Length;
        foreach (var cycle in Components.Cyclic(Adjacency.Of(n, unbroken)))
        {
            problems.Add(Unbroken(graph, cycle));
        }

        var setOf = new int[n];
        Array.Fill(setOf, -1);
        var sets = Components.Cyclic(Adjacency.Of(n, arcs));
        for (var i = 0; i < sets.Count; i++)
        {
            foreach (var node in sets[i])
            {
                setOf[node] = i;
            }
        }

        Refuse(graph, bodies, taken, setOf, problems);
        return new(setOf, sets.Count);
    }

    /// <summary>The nodes that stand for an edge's ends in the innermost scope that holds both.</summary>
    private static (int From, int To) SameLevel(LoopBodies bodies, int from, int to)
    {
        while (bodies.Around(from) != bodies.Around(to))
        {
            if (bodies.Depth(from) >= bodies.Depth(to))
            {
                from = bodies.Around(from);
            }
            else
            {
                to = bodies.Around(to);
            }
        }

        return (from, to);
    }

    private static void Refuse(PlanGraph graph, LoopBodies bodies, bool[] taken, int[] setOf, List<Problem> problems)
    {
        foreach (var edge in graph.Edges)
        {
            if (!edge.IsRepeat || !taken[edge.From] || !taken[edge.To])
            {
                continue;
            }

            if (edge.IsLoopPort || bodies.Around(edge.From) != bodies.Around(edge.To))
            {
                problems.Add(GraphProblems.Of("repeat.crossesLoop", "A repeat edge may not cross the border of a loop's body.", graph, edge.From, edge.To));
            }
            else if (setOf[edge.From] < 0 || setOf[edge.From] != setOf[edge.To])
            {
                problems.Add(GraphProblems.Of("repeat.noCycle", "This repeat edge closes no cycle, so it would never deliver.", graph, edge.From, edge.To));
            }
        }
    }

    private static Problem Unbroken(PlanGraph graph, int[] cycle) =>
        cycle.Any(graph.IsLoop)
            ? GraphProblems.Of("loop.sideEntry", "An edge leads back to a loop node from a node that is not in its body.", graph, cycle)
            : GraphProblems.Of("graph.cycle", "A cycle must pass through a loop node's body or through an edge with repeat.", graph, cycle);
}
