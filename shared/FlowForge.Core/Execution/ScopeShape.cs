using FlowForge.Core.Planning;

namespace FlowForge.Core.Execution;

/// <summary>What every iteration of a scope begins with, worked out once a plan.</summary>
internal sealed class ScopeShape
{
    private readonly OutlineScope _scope;
    private readonly int[] _openFirst;
    private readonly int[] _openLater;

    private ScopeShape(OutlineScope scope, int[] openFirst, int[] openLater, int entries)
    {
        _scope = scope;
        _openFirst = openFirst;
        _openLater = openLater;
        Entries = entries;
    }

    /// <summary>Edges that come into the scope from outside.</summary>
    public int Entries { get; }

    public static ScopeShape[] Of(PlanOutline outline) => Array.ConvertAll(outline.Scopes, scope => Of(outline, scope));

    private static ScopeShape Of(PlanOutline outline, OutlineScope scope)
    {
        var (first, later, entries) = (new int[scope.Nodes.Length], new int[scope.Nodes.Length], 0);
        foreach (var index in scope.Edges)
        {
            var edge = outline.Edges[index];
            if (edge.Role == EdgeRole.Back)
            {
                continue;
            }

            var local = outline.Nodes[edge.To].Local;
            entries += edge.Enters ? 1 : 0;
            first[local] += edge.Role == EdgeRole.Repeat ? 0 : 1;
            later[local] += edge.Enters ? 0 : 1;
        }

        return new(scope, first, later, entries);
    }

    /// <summary>A new iteration. Only later rounds of a repeat scope count repeat edges; only the first one is not alive at once.</summary>
    public LiveIteration Begin(bool isLaterRound)
    {
        var isRepeat = _scope.Role == ScopeRole.Repeat;
        return new()
        {
            Counts = new int[_scope.Edges.Length],
            Open = (int[])(isLaterRound ? _openLater : _openFirst).Clone(),
            Next = isRepeat ? new int[_scope.Edges.Length] : null,
            Remaining = _scope.Nodes.Length + _scope.Repeats.Length,
            IsAlive = !isRepeat || isLaterRound,
        };
    }
}
