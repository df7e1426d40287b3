using FlowForge.Core.Serialization;

namespace FlowForge.Core.Validation;

/// <summary>Warns of nodes that no trigger reaches.</summary>
internal static class ReachCheck
{
    public static void Run(Subject subject, Adjacency adjacency)
    {
        var reached = new bool[subject.NodeCount];
        var open = new Stack<int>();
        for (var i = 0; i < subject.NodeCount; i++)
        {
            if (subject.IsTrigger(i))
            {
                reached[i] = true;
                open.Push(i);
            }
        }

        if (open.Count == 0)
        {
            subject.Problems.Warn(ProblemCodes.NoTrigger, "graph.nodes", "There is no trigger, so nothing starts a run.");
            return;
        }

        while (open.TryPop(out var node))
        {
            foreach (var next in adjacency.From(node))
            {
                if (!reached[next])
                {
                    reached[next] = true;
                    open.Push(next);
                }
            }
        }

        Report(subject, reached);
    }

    private static void Report(Subject subject, bool[] reached)
    {
        // A node that serves another over an ai_* edge takes no part in the flow of items.
        for (var i = 0; i < subject.Ends.Length; i++)
        {
            if (!subject.Workflow.Edges[i].IsMain && subject.Ends[i].From is var from and >= 0)
            {
                reached[from] = true;
            }
        }

        for (var i = 0; i < reached.Length; i++)
        {
            if (!reached[i])
            {
                var id = subject.Workflow.Nodes[i].Id;
                subject.Problems.Warn(ProblemCodes.Disconnected, Subject.NodePath(i), $"No trigger reaches node {Shown.Quoted(id)}.", id);
            }
        }
    }
}
