using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Validation;

namespace FlowForge.Core.Planning;

/// <summary>A plan, or the problems in its place.</summary>
/// <param name="Plan">The plan; null when there are problems.</param>
/// <param name="Problems">Why there is none.</param>
public sealed record PlanResult(ExecutionPlan? Plan, IReadOnlyList<Problem> Problems);

/// <summary>Makes the plan of a run: what is reachable from the trigger that fired, in scopes and branches (semantics 1 and 3). Pure, and without recursion.</summary>
public static class Planner
{
    private static readonly HashSet<string> None = [];

    /// <summary>Plans a run of <paramref name="workflow"/>.</summary>
    /// <param name="workflow">A document that validation has let through.</param>
    /// <param name="catalogue">The kinds that exist.</param>
    /// <param name="trigger">Id of the trigger that fires.</param>
    /// <param name="upTo">Id of the node at which a partial run ends, or null.</param>
    /// <param name="breakpoints">Ids of nodes that begin a branch of their own, or null.</param>
    /// <returns>Codes of problems: <c>plan.unknownNode</c>, <c>plan.unreachableNode</c>, <c>graph.cycle</c>, <c>loop.sideEntry</c>, <c>repeat.crossesLoop</c>, <c>repeat.noCycle</c>, <c>limit.scopeDepth</c>.</returns>
    public static PlanResult Plan(
        Workflow workflow, ICatalogue catalogue, string trigger, string? upTo = null, IReadOnlySet<string>? breakpoints = null) =>
        Plan(PlanGraph.Of(workflow, catalogue), trigger, upTo, breakpoints ?? None);

    internal static PlanResult Plan(PlanGraph graph, string trigger, string? upTo, IReadOnlySet<string> breakpoints)
    {
        var root = Array.FindIndex(graph.Nodes, node => node.Node.Id == trigger);
        var last = upTo is null ? -1 : Array.FindIndex(graph.Nodes, node => node.Node.Id == upTo);
        if (root < 0 || (upTo is not null && last < 0))
        {
            return Refused(new Problem("plan.unknownNode", "graph.nodes", $"There is no node '{(root < 0 ? trigger : upTo)}'."));
        }

        var taken = Taken(graph, root, last);
        if (!taken[root])
        {
            return Refused(new Problem("plan.unreachableNode", "graph.nodes", $"No path leads from '{trigger}' to '{upTo}'."));
        }

        if (graph.Workflow.Config.Join == JoinRule.Each)
        {
            var each = new EachPlan(graph, root, taken);
            return new(new ExecutionPlan(graph.Workflow, each.Build(), [.. each.Order.Select((source, rank) => graph.Nodes[source] with { Index = rank })]), []);
        }

        var problems = new List<Problem>();
        var bodies = LoopBodies.Of(graph, root, taken);
        if (bodies.Deepest > Limits.ScopeDepth)
        {
            return Refused(ScopeTree.TooDeep);
        }

        RefuseSideEntries(graph, bodies, taken, problems);
        var sets = RepeatSets.Of(graph, bodies, taken, problems);
        if (problems.Count > 0)
        {
            return Refused([.. problems]);
        }

        var order = PlanOrder.Of(graph, bodies, root, taken);
        var scopes = ScopeTree.Of(graph, bodies, sets, order, problems);
        if (problems.Count > 0)
        {
            return Refused([.. problems]);
        }

        var outline = new OutlineBuilder(graph, bodies, scopes, order, taken, breakpoints).Build();
        var nodes = order.Select((source, rank) => graph.Nodes[source] with { Index = rank }).ToArray();
        return new(new ExecutionPlan(graph.Workflow, outline, nodes), []);
    }

    private static PlanResult Refused(params Problem[] problems) => new(null, problems);

    private static bool[] Taken(PlanGraph graph, int root, int last)
    {
        var taken = graph.Forward.Reach(root);
        if (last >= 0)
        {
            var back = Adjacency.Of(graph.Nodes.Length, graph.Edges.ConvertAll(edge => (edge.To, edge.From))).Reach(last);
            for (var i = 0; i < taken.Length; i++)
            {
                taken[i] &= back[i];
            }
        }

        return taken;
    }

    private static void RefuseSideEntries(PlanGraph graph, LoopBodies bodies, bool[] taken, List<Problem> problems)
    {
        foreach (var edge in graph.Edges)
        {
            if (taken[edge.From] && taken[edge.To] && edge.IsLoopPort && bodies.Around(edge.To) != edge.From)
            {
                var code = edge.From == edge.To ? "graph.cycle" : "loop.sideEntry";
                problems.Add(GraphProblems.Of(code, "A node behind a loop port can be reached in another way, so it is in no body.", graph, edge.From, edge.To));
            }
        }
    }
}
