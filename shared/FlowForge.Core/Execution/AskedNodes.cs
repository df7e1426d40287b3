using FlowForge.Core.Planning;

namespace FlowForge.Core.Execution;

/// <summary>Which nodes' items the scripts of a plan ask for, and on which nodes the lines lie that lead from who asks back to them. Worked out once a plan.</summary>
internal sealed class AskedNodes
{
    private readonly bool[] _asked;
    private readonly bool[] _onLine;

    private AskedNodes(bool[] asked, bool[] onLine) => (_asked, _onLine) = (asked, onLine);

    /// <summary>Whether any node is asked for.</summary>
    public bool Any => Array.Exists(_asked, asked => asked);

    /// <summary>Nodes that are asked for by name, and what lies between them and who asks.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="names">Names that a node asks for; null in the list for any.</param>
    public static AskedNodes Of(ExecutionPlan plan, Func<PlanNode, IEnumerable<string?>> names)
    {
        var outline = plan.Outline;
        var (asked, asking) = (new bool[plan.Nodes.Count], new bool[plan.Nodes.Count]);
        foreach (var node in plan.Nodes)
        {
            foreach (var name in names(node))
            {
                asking[node.Index] = true;
                if (name is null)
                {
                    Array.Fill(asked, true);
                }
                else if (plan.FindByName(name) is { } named)
                {
                    asked[named.Index] = true;
                }
            }
        }

        var behind = Reach(asked, node => outline.Nodes[node].Out, edge => outline.Edges[edge].To);
        var before = Reach(asking, node => outline.Nodes[node].In, edge => outline.Edges[edge].From);
        return new(asked, Array.ConvertAll([.. Enumerable.Range(0, asked.Length)], node => behind[node] && before[node]));
    }

    /// <summary>Whether no node is asked for, or on a line, that was not before.</summary>
    public bool IsWithin(AskedNodes before) =>
        Enumerable.Range(0, _asked.Length).All(node => (before._asked[node] || !_asked[node]) && (before._onLine[node] || !_onLine[node]));

    /// <summary>The first node of a changed plan that is asked for, or on a line, and was neither before the change; null when there is none. A node that is new has nothing to be asked for.</summary>
    public string? NotWithin(AskedNodes before, ExecutionPlan plan, ExecutionPlan planBefore) => plan.Nodes
        .Where(node => planBefore.FindById(node.Node.Id) is { Index: var was } && ((_asked[node.Index] && !before._asked[was]) || (_onLine[node.Index] && !before._onLine[was])))
        .Select(node => node.Node.Id).FirstOrDefault();

    /// <summary>Any node may be asked for by any.</summary>
    public static AskedNodes All(PlanOutline outline)
    {
        var all = new bool[outline.Nodes.Length];
        Array.Fill(all, true);
        return new(all, all);
    }

    /// <summary>Whether the node's last result is asked for when its scope has ended.</summary>
    public bool IsAsked(int node) => _asked[node];

    /// <summary>Whether an item that is followed back may pass this node.</summary>
    public bool IsOnLine(int node) => _onLine[node];

    private static bool[] Reach(bool[] from, Func<int, int[]> edges, Func<int, int> end)
    {
        var reached = (bool[])from.Clone();
        var open = new Stack<int>(Enumerable.Range(0, from.Length).Where(node => from[node]));
        while (open.TryPop(out var at))
        {
            foreach (var next in edges(at).Select(end).Where(next => !reached[next]))
            {
                reached[next] = true;
                open.Push(next);
            }
        }

        return reached;
    }
}
