using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Planning;

namespace FlowForge.Core.Execution;

/// <content>Results of a run that goes on with other nodes or edges: what ended iterations have given stays, over the edges of then.</content>
internal sealed partial class RunResults
{
    private readonly Dictionary<(int Node, string Iteration), List<CameItems>> _came = [];

    /// <summary>What came to a node out of ended iterations before the workflow was changed; null when there is nothing.</summary>
    public IReadOnlyList<CameItems>? FindCame(int node, string iteration) => _came.Count == 0 ? null : _came.GetValueOrDefault((node, iteration));

    /// <summary>All of it, by the node it came to.</summary>
    public IEnumerable<((int Node, string Iteration) Place, CameItems Items)> Came => _came.SelectMany(pair => pair.Value.Select(row => (pair.Key, row)));

    /// <summary>Puts back what came to a node.</summary>
    public void RestoreCame(int node, string iteration, CameItems items) =>
        (_came.TryGetValue((node, iteration), out var rows) ? rows : _came[(node, iteration)] = []).Add(items);

    /// <summary>The results under a changed plan.</summary>
    /// <param name="match">The plans.</param>
    /// <param name="isLive">Whether an iteration of a scope of the plan before goes on; any with <c>join: each</c>.</param>
    public RunResults Revised(ScopeMatch match, Func<int, string, bool> isLive)
    {
        var next = new RunResults(match.After.Needs, match.After.Asked) { Start = Start };
        Take(match, _open, next._open);
        Take(match, _failedAttempts, next._failedAttempts);
        Take(match, _replaced, next._replaced);
        Take(match, _loops, next._loops);
        Take(match, _last, next._last);
        Take(match, _came, next._came);
        _trail?.CopyTo(next._trail!, match.NodeAfter);
        foreach (var ((node, iteration), record) in _results)
        {
            if (!isLive(_outline.Nodes[node].Scope, iteration))
            {
                // Of a round before the live one, which is its input.
                Note(match, next, node, record, EdgeRole.Repeat);
            }
            else if (match.NodeAfter(node) is var now and >= 0)
            {
                next._results[(now, iteration)] = record;
            }
        }

        foreach (var (node, record) in _kept.OrderBy(pair => pair.Key).SelectMany(pair => pair.Value.Select(record => (pair.Key, record))))
        {
            Note(match, next, node, record, EdgeRole.Back);
            Note(match, next, node, record, EdgeRole.Plain);
        }

        next.LinesAgain(Lines.Live);
        return next;
    }

    /// <summary>Notes what a record has given over the edges of this role that lead out of its iteration.</summary>
    private void Note(ScopeMatch match, RunResults next, int node, NodeRecord record, EdgeRole role)
    {
        foreach (var index in _outline.Nodes[node].Out)
        {
            var edge = _outline.Edges[index];
            var leaves = edge.Role == role && (role != EdgeRole.Plain || edge.Leaves >= 0);
            if (!leaves || edge.FromPort >= record.Outputs.Count || record.Outputs[edge.FromPort].Items.Count == 0 || match.NodeAfter(edge.To) is not (>= 0 and var to))
            {
                continue;
            }

            var place = PlaceOf(edge, new(record.Iteration)).Path;
            if (Find(edge.To, place) is null)
            {
                var ends = EdgeEnds.Of(match.Before.Plan, index);
                next.RestoreCame(to, place, new(ends.From, ends.FromPort, ends.ToPort, role == EdgeRole.Back, edge.FromPort, record));
            }
        }
    }

    /// <summary>The iteration in which what leaves this one arrives.</summary>
    private Iteration PlaceOf(OutlineEdge edge, Iteration at)
    {
        var depth = _outline.Scopes[edge.Home].Depth;
        return edge.Role switch
        {
            EdgeRole.Repeat => at.Parent.Child(at.Last + 1),
            EdgeRole.Back => at.Prefix(depth).Parent,
            _ => edge.Enters ? at.Prefix(depth - 1).Child(0) : at.Prefix(depth),
        };
    }

    private static void Take<T>(ScopeMatch match, Dictionary<(int Node, string Iteration), T> from, Dictionary<(int Node, string Iteration), T> to)
    {
        foreach (var ((node, iteration), value) in from.Where(pair => match.NodeAfter(pair.Key.Node) >= 0))
        {
            to[(match.NodeAfter(node), iteration)] = value;
        }
    }
}
