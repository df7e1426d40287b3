using FlowForge.Core.Planning;

namespace FlowForge.Core.Execution;

/// <summary>For how long the results of a plan's nodes may be asked for; worked out once a plan.</summary>
internal sealed class ResultNeeds
{
    private readonly int[] _neededIn;
    private readonly ILookup<int, int> _endingWith;
    private readonly int[][] _inside;
    private readonly ILookup<int, int> _backTo;

    public ResultNeeds(PlanOutline outline)
    {
        Outline = outline;
        _neededIn = Array.ConvertAll(outline.Nodes, NeededIn);
        _endingWith = _neededIn.Select((scope, node) => (scope, node)).Where(pair => pair.scope >= 0).ToLookup(pair => pair.scope, pair => pair.node);
        _inside = Inside(outline);
        _backTo = outline.Nodes.SelectMany((node, index) => OnlyLoop(node) is var loop and >= 0 ? [(loop, index)] : Array.Empty<(int, int)>())
            .ToLookup(pair => pair.Item1, pair => pair.Item2);
    }

    public PlanOutline Outline { get; }

    /// <summary>The scope in whose iteration a node's results over all inner iterations are still asked for; -1 for none.</summary>
    public int NeededIn(int node) => _neededIn[node];

    /// <summary>Nodes whose results over all inner iterations are asked for until an iteration of this scope ends.</summary>
    public IEnumerable<int> EndingWith(int scope) => _endingWith[scope];

    /// <summary>Nodes whose results are asked for by the end of this loop only, which their back edges lead to.</summary>
    public IEnumerable<int> BackTo(int loop) => _backTo[loop];

    /// <summary>Nodes of the scopes inside a scope.</summary>
    public IReadOnlyList<int> Inside(int scope) => _inside[scope];

    /// <summary>Whether a scope is another one or lies inside it.</summary>
    public bool IsWithin(int scope, int outer)
    {
        while (scope > outer)
        {
            scope = Outline.Scopes[scope].Parent;
        }

        return scope == outer;
    }

    private int NeededIn(OutlineNode node)
    {
        var needed = node.Out
            .Select(e => Outline.Edges[e])
            .Where(edge => edge.Leaves >= 0 || edge.Role == EdgeRole.Back)
            .Select(edge => edge.Role == EdgeRole.Back ? Outline.Scopes[edge.Home].Parent : Outline.Scopes[edge.Leaves].Parent);
        return needed.DefaultIfEmpty(-1).Min();
    }

    /// <summary>The loop that a node's back edges lead to, when none of its edges leaves a scope otherwise; else -1.</summary>
    private int OnlyLoop(OutlineNode node)
    {
        var edges = node.Out.Select(e => Outline.Edges[e]).ToList();
        return edges.Find(edge => edge.Role == EdgeRole.Back) is { } back && edges.TrueForAll(edge => edge.Leaves < 0) ? back.To : -1;
    }

    private static int[][] Inside(PlanOutline outline)
    {
        var inside = Array.ConvertAll(outline.Scopes, _ => new List<int>());
        for (var scope = 1; scope < outline.Scopes.Length; scope++)
        {
            for (var around = outline.Scopes[scope].Parent; around >= 0; around = outline.Scopes[around].Parent)
            {
                inside[around].AddRange(outline.Scopes[scope].Nodes);
            }
        }

        return Array.ConvertAll(inside, nodes => nodes.ToArray());
    }
}
