using FlowForge.Core.Model;
using FlowForge.Core.Planning;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Execution;

/// <summary>
/// For each node of a plan the approval or webhook wait that comes next: itself, else the first in plan order among those that its items can reach;
/// for a node of a loop's body also those behind the loop. Null in <see cref="Find"/> when there is none.
/// </summary>
internal sealed class NextWaits
{
    private readonly PlanOutline _outline;
    private readonly int[] _next;

    public NextWaits(ExecutionPlan plan, IReadOnlyList<PinnedOutput?> pins)
    {
        _outline = plan.Outline;
        _next = new int[plan.Nodes.Count];
        Array.Fill(_next, -1);
        bool isChanged;
        do
        {
            isChanged = false;
            for (var node = _next.Length - 1; node >= 0; node--)
            {
                var next = pins[node] is null && IsAnswered(plan.Nodes[node]) ? node : First(node, static edge => edge.Role is EdgeRole.Plain or EdgeRole.LoopEntry);
                (isChanged, _next[node]) = (isChanged || (_next[node] < 0 && next >= 0), _next[node] < 0 ? next : _next[node]);
            }
        }
        while (isChanged && _outline.JoinsEach);

        Any = Array.Exists(_next, next => next >= 0);
        foreach (var node in Enumerable.Range(0, Any ? _next.Length : 0).Where(node => _next[node] < 0))
        {
            _next[node] = BehindLoops(node);
        }
    }

    /// <summary>Whether the plan has such a wait.</summary>
    public bool Any { get; }

    /// <summary>The wait that comes next for a node in an iteration, and the iteration in which it does: the first one of each scope that is entered on the way.</summary>
    /// <param name="node">The node.</param>
    /// <param name="iteration">Its iteration.</param>
    /// <param name="runsOf">With <c>join: each</c>: how many runs of a node have begun; the next one is meant.</param>
    public (int Node, string Iteration)? Find(int node, Iteration iteration, Func<int, int> runsOf)
    {
        if (_next[node] is var wait && wait < 0)
        {
            return null;
        }

        if (_outline.JoinsEach)
        {
            return (wait, wait == node ? iteration.Path : runsOf(wait).ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        var into = new Stack<int>();
        var (from, to) = (_outline.Nodes[node].Scope, _outline.Nodes[wait].Scope);
        while (from != to)
        {
            // A scope comes behind its parent.
            if (to > from)
            {
                into.Push(to);
                to = _outline.Scopes[to].Parent;
            }
            else
            {
                from = _outline.Scopes[from].Parent;
            }
        }

        var at = iteration.Prefix(_outline.Scopes[to].Depth);
        foreach (var _ in into)
        {
            at = at.Child(0);
        }

        return (wait, at.Path);
    }

    private static bool IsAnswered(PlanNode node) =>
        !node.Node.Disabled && node.Kind is ISuspendingKind kind && WaitRow.IsAnswered(kind.ModeOf(node.Node));

    private int First(int node, Func<OutlineEdge, bool> isForward)
    {
        var first = -1;
        foreach (var edge in _outline.Nodes[node].Out.Select(index => _outline.Edges[index]).Where(isForward))
        {
            var next = _next[edge.To];
            first = next >= 0 && (first < 0 || next < first) ? next : first;
        }

        return first;
    }

    private int BehindLoops(int node)
    {
        for (var scope = _outline.Nodes[node].Scope; scope > 0; scope = _outline.Scopes[scope].Parent)
        {
            if (_outline.Scopes[scope].Owner is var loop and >= 0 && First(loop, static edge => edge.Role == EdgeRole.Plain) is var next and >= 0)
            {
                return next;
            }
        }

        return -1;
    }
}
