using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Validation;

namespace FlowForge.Core.Planning;

/// <summary>Problems of a workflow's shape, whatever trigger fires.</summary>
public static class GraphCheck
{
    /// <summary>
    /// Plans from every trigger that a loop or a cycle can be reached from, and looks at the rest for cycles that nothing breaks.
    /// Codes as of <see cref="Planner"/>, and <c>limit.planning</c> when that would be more than <see cref="Limits.PlanningVisits"/> edge visits.
    /// </summary>
    /// <param name="workflow">The document; edges to what does not exist are left out.</param>
    /// <param name="catalogue">The kinds.</param>
    /// <param name="hasPorts">Whether the parameters of the node at this place are sound, so that its kind may be asked for its ports; null: all are.</param>
    public static IReadOnlyList<Problem> Check(Workflow workflow, ICatalogue catalogue, Func<int, bool>? hasPorts = null)
    {
        var graph = PlanGraph.Of(workflow, catalogue, hasPorts);
        var hasLoop = Enumerable.Range(0, graph.Nodes.Length).Any(graph.IsLoop);
        if (!hasLoop && graph.Edges.TrueForAll(edge => !edge.IsRepeat) && Components.Cyclic(graph.Forward).Count == 0)
        {
            return [];
        }

        var problems = new List<Problem>();
        var covered = new bool[graph.Nodes.Length];
        if (workflow.Config.Join == JoinRule.All)
        {
            PlanEach(graph, covered, problems);
        }

        AddUnbroken(graph, covered, problems);
        return problems.DistinctBy(problem => (problem.Code, string.Join('/', problem.NodeIds ?? []))).ToList();
    }

    private static void PlanEach(PlanGraph graph, bool[] covered, List<Problem> problems)
    {
        var visits = 0;
        foreach (var trigger in graph.Nodes.Where(node => node.Kind?.Description.IsTrigger == true))
        {
            visits += graph.Nodes.Length + graph.Edges.Count;
            if (visits > Limits.PlanningVisits)
            {
                problems.Add(new("limit.planning", "graph", "There are too many triggers for a graph of this size with loops in it."));
                return;
            }

            problems.AddRange(Planner.Plan(graph, trigger.Node.Id, null, new HashSet<string>()).Problems);
            var reached = graph.Forward.Reach(trigger.Index);
            for (var i = 0; i < covered.Length; i++)
            {
                covered[i] |= reached[i];
            }
        }
    }

    /// <summary>Cycles among nodes no trigger reaches (with <c>join: each</c>, among all) that pass through no loop node and no repeat edge.</summary>
    private static void AddUnbroken(PlanGraph graph, bool[] covered, List<Problem> problems)
    {
        var arcs = graph.Edges
            .Where(edge => !edge.IsRepeat && !covered[edge.From] && !graph.IsLoop(edge.From) && !graph.IsLoop(edge.To))
            .Select(edge => (edge.From, edge.To))
            .ToList();
        foreach (var cycle in Components.Cyclic(Adjacency.Of(graph.Nodes.Length, arcs)))
        {
            problems.Add(GraphProblems.Of("graph.cycle", "A cycle must pass through a loop node or through an edge with repeat.", graph, cycle));
        }
    }
}
