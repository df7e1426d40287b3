using System.Diagnostics.CodeAnalysis;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Planning;

namespace FlowForge.Core.Forks;

/// <summary>
/// Results that a fork's decider is told of later than they were recorded. A repeat scope comes alive with the first of its entries to deliver, and what
/// always runs in it runs then. In a fork another entry may be the first, told after what the scope's coming alive had set off.
/// </summary>
internal sealed class EarlyResults(ExecutionPlan plan)
{
    private readonly Dictionary<(string Node, string Iteration), Queue<Func<List<JournalEntry>>>> _held = [];
    private readonly bool[] _comesAlive = Array.ConvertAll(plan.Outline.Scopes, scope => scope.Role == ScopeRole.Repeat
        && Array.Exists(scope.Nodes, node => plan.Outline.Nodes[node].AlwaysRun)
        && scope.Edges.Count(edge => plan.Outline.Edges[edge].Enters) > 1);

    /// <summary>Keeps what cannot be taken yet, when it may be later.</summary>
    public void Hold((string Node, string Iteration) place, Func<List<JournalEntry>> take)
    {
        if (IsInFirstRound(place.Node, place.Iteration))
        {
            (_held.TryGetValue(place, out var held) ? held : _held[place] = []).Enqueue(take);
        }
    }

    /// <summary>What was held of a node that has become ready.</summary>
    public bool TryTake((string Node, string Iteration) place, [NotNullWhen(true)] out Func<List<JournalEntry>>? take)
    {
        take = null;
        return _held.TryGetValue(place, out var held) && held.TryDequeue(out take);
    }

    private bool IsInFirstRound(string nodeId, string iteration)
    {
        if (plan.FindById(nodeId) is not { } node)
        {
            // It has run, and was removed while the run was paused.
            return false;
        }

        var at = new Iteration(iteration);
        for (var scope = plan.Outline.Nodes[node.Index].Scope; scope > 0; scope = plan.Outline.Scopes[scope].Parent, at = at.Parent)
        {
            if (_comesAlive[scope] && at.Last == 0)
            {
                return true;
            }
        }

        return false;
    }
}
