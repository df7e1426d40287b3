using FlowForge.Core.Model;

namespace FlowForge.Formats;

/// <summary>Finds the edges that lead back to a node which the walk along the edges is still inside of.</summary>
internal static class BackEdges
{
    /// <summary>Indices of a workflow's back edges, repeat edges left out; depth first, in document order, without recursion.</summary>
    public static HashSet<int> Of(Workflow workflow)
    {
        var leaving = workflow.Edges.Index()
            .Where(edge => edge.Item is { IsMain: true, IsRepeat: false })
            .GroupBy(edge => edge.Item.From, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
        var back = new HashSet<int>();
        var inside = new Dictionary<string, bool>(StringComparer.Ordinal);
        var path = new Stack<(string Node, int Next)>();
        foreach (var start in workflow.Nodes.Where(IsTrigger).Concat(workflow.Nodes))
        {
            Enter(start.Id);
            while (path.TryPop(out var at))
            {
                if (!leaving.TryGetValue(at.Node, out var edges) || at.Next == edges.Length)
                {
                    inside[at.Node] = false;
                    continue;
                }

                path.Push((at.Node, at.Next + 1));
                var (index, edge) = edges[at.Next];
                if (inside.GetValueOrDefault(edge.To))
                {
                    back.Add(index);
                }

                Enter(edge.To);
            }
        }

        return back;

        void Enter(string node)
        {
            if (inside.TryAdd(node, true))
            {
                path.Push((node, 0));
            }
        }
    }

    private static bool IsTrigger(Node node) => node.Kind.StartsWith("trigger.", StringComparison.Ordinal);
}
