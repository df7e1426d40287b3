using FlowForge.Core.Planning;

namespace FlowForge.Core.Execution;

/// <summary>Which nodes lie upstream of which, worked out for a node when it is first asked.</summary>
internal sealed class Upstream(PlanOutline outline)
{
    private readonly Dictionary<int, bool[]> _before = [];
    private readonly Lock _gate = new();

    public bool IsUpstream(int node, int of) => Before(of)[node];

    /// <summary>The first output port of <paramref name="from"/>, by edge order, that leads to <paramref name="to"/>; 0 when none does.</summary>
    public int PortTowards(int from, int to)
    {
        var before = Before(to);
        foreach (var index in outline.Nodes[from].Out)
        {
            var edge = outline.Edges[index];
            if (edge.To == to || before[edge.To])
            {
                return edge.FromPort;
            }
        }

        return 0;
    }

    private bool[] Before(int node)
    {
        lock (_gate)
        {
            if (_before.TryGetValue(node, out var known))
            {
                return known;
            }

            var before = new bool[outline.Nodes.Length];
            var open = new Stack<int>();
            open.Push(node);
            while (open.TryPop(out var at))
            {
                foreach (var source in outline.Nodes[at].In.Select(index => outline.Edges[index].From))
                {
                    if (!before[source])
                    {
                        before[source] = true;
                        open.Push(source);
                    }
                }
            }

            return _before[node] = before;
        }
    }
}
