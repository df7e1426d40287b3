using FlowForge.Core.Model;
using FlowForge.Formats.N8n.Reports;

namespace FlowForge.Formats.N8n.Graph;

/// <summary>Cycles that pass through no loop node: the edge that closes each becomes a repeat edge.</summary>
internal static class Cycles
{
    /// <summary>Deliveries that an imported repeat edge allows.</summary>
    public const int RepeatMax = 100_000;

    private const byte Open = 1;
    private const byte Done = 2;

    /// <summary>The edges, with those that lead back to a node on the way from a trigger marked.</summary>
    public static IReadOnlyList<Edge> Break(NodeSet nodes, List<Edge> edges, ReportDraft report)
    {
        var index = nodes.Nodes.Select((node, at) => (node.Node.Id, at)).ToDictionary(pair => pair.Id, pair => pair.at, StringComparer.Ordinal);
        var outgoing = new List<int>[nodes.Nodes.Count];
        for (var i = 0; i < outgoing.Length; i++)
        {
            outgoing[i] = [];
        }

        for (var i = 0; i < edges.Count; i++)
        {
            if (edges[i].IsMain && !IsLoop(edges[i].From) && !IsLoop(edges[i].To))
            {
                outgoing[index[edges[i].From]].Add(i);
            }
        }

        var state = new byte[outgoing.Length];
        foreach (var root in Enumerable.Range(0, outgoing.Length).OrderBy(node => nodes.Nodes[node].Carried.Inputs.Count == 0 ? 0 : IsLoop(nodes.Nodes[node].Node.Id) ? 1 : 2))
        {
            Visit(root);
        }

        return edges;

        bool IsLoop(string id) => nodes.Nodes[index[id]].Node.Kind == "loop";

        void Visit(int root)
        {
            if (state[root] != 0)
            {
                return;
            }

            var path = new Stack<(int Node, int Next)>();
            path.Push((root, 0));
            state[root] = Open;
            while (path.TryPop(out var at))
            {
                if (at.Next == outgoing[at.Node].Count)
                {
                    state[at.Node] = Done;
                    continue;
                }

                path.Push((at.Node, at.Next + 1));
                var edge = outgoing[at.Node][at.Next];
                var target = index[edges[edge].To];
                if (state[target] == Open)
                {
                    edges[edge] = edges[edge] with { RepeatMax = RepeatMax };
                    report.Remark(edges[edge].From, $"The way back to '{nodes.Nodes[target].Node.DisplayName}' repeats at most {RepeatMax:N0} times.");
                }
                else if (state[target] == 0)
                {
                    state[target] = Open;
                    path.Push((target, 0));
                }
            }
        }
    }
}
