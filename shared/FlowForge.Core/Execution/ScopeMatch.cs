using FlowForge.Core.Planning;

namespace FlowForge.Core.Execution;

/// <summary>Which nodes, edges and scopes of a changed plan are which of the one before: nodes by id, edges by their ends, a loop's body by its loop, a repeat scope by what lies in it.</summary>
internal sealed class ScopeMatch
{
    private readonly int[] _was;
    private readonly Dictionary<EdgeEnds, int> _edgesBefore;
    private readonly Dictionary<EdgeEnds, int> _edgesAfter;

    public ScopeMatch(PlannedWorkflow before, PlannedWorkflow after)
    {
        (Before, After) = (before, after);
        (_edgesBefore, _edgesAfter) = (EdgeEnds.Of(before.Plan), EdgeEnds.Of(after.Plan));
        var (outline, taken) = (after.Plan.Outline, new HashSet<int>());
        _was = new int[outline.Scopes.Length];
        for (var scope = 1; scope < _was.Length; scope++)
        {
            // Each scope comes behind its parent.
            var parent = _was[outline.Scopes[scope].Parent];
            var was = parent < 0 ? -1 : Candidates(outline.Scopes[scope]).FirstOrDefault(was => before.Plan.Outline.Scopes[was].Parent == parent && !taken.Contains(was), -1);
            _was[scope] = was;
            taken.Add(was);
        }
    }

    public PlannedWorkflow Before { get; }

    public PlannedWorkflow After { get; }

    /// <summary>A node's place before; -1 for one that is new.</summary>
    public int NodeBefore(int node) => Before.NodeIndex.GetValueOrDefault(After.Plan.Nodes[node].Node.Id, -1);

    /// <summary>A node's place after; -1 for one that is gone.</summary>
    public int NodeAfter(int node) => After.NodeIndex.GetValueOrDefault(Before.Plan.Nodes[node].Node.Id, -1);

    /// <summary>An edge's place before; -1 for one that is new.</summary>
    public int EdgeBefore(int edge) => _edgesBefore.GetValueOrDefault(EdgeEnds.Of(After.Plan, edge), -1);

    /// <summary>An edge's place after; -1 for one that is gone.</summary>
    public int EdgeAfter(int edge) => _edgesAfter.GetValueOrDefault(EdgeEnds.Of(Before.Plan, edge), -1);

    /// <summary>A scope's place before; -1 for one that is new.</summary>
    public int ScopeBefore(int scope) => _was[scope];

    /// <summary>Whether a node lies in the scope that it lay in.</summary>
    public bool IsInItsScope(int nodeBefore, int nodeAfter) => _was[After.Plan.Outline.Nodes[nodeAfter].Scope] == Before.Plan.Outline.Nodes[nodeBefore].Scope;

    private IEnumerable<int> Candidates(OutlineScope scope)
    {
        var outline = Before.Plan.Outline;
        if (scope.Role == ScopeRole.Loop)
        {
            return NodeBefore(scope.Owner) is var owner and >= 0 && outline.Nodes[owner].Body is var body and >= 0 ? [body] : [];
        }

        return scope.Nodes.Select(NodeBefore).Where(node => node >= 0).Select(node => outline.Nodes[node].Scope).Where(was => outline.Scopes[was].Role == ScopeRole.Repeat);
    }
}
