using FlowForge.Core.Planning;

namespace FlowForge.Core.Forks;

/// <summary>Nodes of a plan that depend on some of its nodes in any iteration: along all edges, and on every loop round them.</summary>
internal static class BehindNodes
{
    /// <summary>Their ids, those of <paramref name="nodes"/> included as far as the plan has them.</summary>
    public static HashSet<string> Of(ExecutionPlan plan, IEnumerable<string> nodes)
    {
        var found = new HashSet<int>(nodes.Select(plan.FindById).OfType<PlanNode>().Select(node => node.Index));
        var open = new Stack<int>(found);
        while (open.TryPop(out var at))
        {
            foreach (var next in Next(plan.Outline, at).Where(found.Add))
            {
                open.Push(next);
            }
        }

        return found.Select(node => plan.Nodes[node].Node.Id).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>What its edges lead to, and the loops that cannot be over without it.</summary>
    private static IEnumerable<int> Next(PlanOutline outline, int node)
    {
        foreach (var edge in outline.Nodes[node].Out)
        {
            yield return outline.Edges[edge].To;
        }

        for (var scope = outline.Nodes[node].Scope; scope > 0; scope = outline.Scopes[scope].Parent)
        {
            if (outline.Scopes[scope].Owner >= 0)
            {
                yield return outline.Scopes[scope].Owner;
            }
        }
    }
}
