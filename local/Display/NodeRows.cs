using FlowForge.Core.Model;

namespace FlowForge.Local.Display;

/// <summary>A node and how far it is indented.</summary>
internal sealed record NodeRow(Node Node, int Depth);

/// <summary>Puts the nodes of a graph one below the other: depth first from what nothing leads to, and deeper only behind a fork.</summary>
internal static class NodeRows
{
    public static IReadOnlyList<NodeRow> Of(Workflow workflow)
    {
        var outgoing = workflow.Edges.Where(edge => edge.IsMain).ToLookup(edge => edge.From, edge => edge.To, StringComparer.Ordinal);
        var targets = workflow.Edges.Where(edge => edge.IsMain).Select(edge => edge.To).ToHashSet(StringComparer.Ordinal);
        var byId = workflow.Nodes.DistinctBy(node => node.Id, StringComparer.Ordinal).ToDictionary(node => node.Id, StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var rows = new List<NodeRow>(workflow.Nodes.Count);

        // Nodes of a cycle that nothing leads into come last, each where the document has it.
        foreach (var root in workflow.Nodes.OrderBy(node => targets.Contains(node.Id)))
        {
            Walk(root.Id);
        }

        return rows;

        void Walk(string start)
        {
            var open = new Stack<(string Id, int Depth)>([(start, 0)]);
            while (open.TryPop(out var next))
            {
                if (!byId.TryGetValue(next.Id, out var node) || !seen.Add(next.Id))
                {
                    continue;
                }

                rows.Add(new(node, next.Depth));
                var below = outgoing[next.Id].Distinct(StringComparer.Ordinal).Where(id => !seen.Contains(id)).ToList();
                var depth = below.Count > 1 ? next.Depth + 1 : next.Depth;
                for (var i = below.Count - 1; i >= 0; i--)
                {
                    open.Push((below[i], depth));
                }
            }
        }
    }
}
