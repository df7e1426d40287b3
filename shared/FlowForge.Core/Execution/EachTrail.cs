using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Planning;

namespace FlowForge.Core.Execution;

/// <summary>
/// With <c>join: each</c>: how often nodes have run and where loops stand, as the records tell it. For who has no decider's state: a hand-out in another
/// process, and a moment of a recorded run.
/// </summary>
internal sealed class EachTrail(PlanOutline outline)
{
    private readonly int[] _runs = new int[outline.Nodes.Length];
    private readonly Dictionary<int, Place?> _places = [];

    /// <summary>Runs of a node so far.</summary>
    public int RunsOf(int node) => _runs[node];

    /// <summary>The batch that a loop is at, and its last one; null when it has not begun.</summary>
    public (int At, int Last)? ProgressOf(int loop) =>
        _places.GetValueOrDefault(loop) is { } place ? Progress(_runs[loop] - 1 - place.Start, place.Items, place.Size) : null;

    /// <summary>The same of a number of runs behind the one that began it.</summary>
    public static (int At, int Last) Progress(int run, int items, int size)
    {
        var last = (items - 1) / size;
        return (Math.Min(run, last), last);
    }

    /// <summary>Takes the next result of a node.</summary>
    public void Add(int node, NodeRecord record)
    {
        var run = new Iteration(record.Iteration).Last;
        _runs[node] = Math.Max(_runs[node], run + 1);
        if (!outline.Nodes[node].IsLoop)
        {
            return;
        }

        var batch = record.Outputs is [var loop, ..] ? loop.Items.Count : 0;
        var place = _places.GetValueOrDefault(node);
        if (batch == 0)
        {
            _places[node] = place is null ? null : place with { IsDone = true };
        }
        else if (place is null or { IsDone: true })
        {
            // Behind its end only what begins it anew gives a batch.
            _places[node] = new(run, record.Inputs[0].Refs.Sum(range => range.Count), batch);
        }
    }

    /// <summary>What is known, for a changed plan; <paramref name="now"/> gives a node's place there, -1 for none.</summary>
    public void CopyTo(EachTrail next, Func<int, int> now)
    {
        for (var node = 0; node < _runs.Length; node++)
        {
            if (now(node) is var there and >= 0)
            {
                next._runs[there] = _runs[node];
                next._places[there] = _places.GetValueOrDefault(node);
            }
        }
    }

    /// <param name="Start">Run index of the run that began it.</param>
    /// <param name="Items">Items in all.</param>
    /// <param name="Size">Items of a batch.</param>
    private sealed record Place(int Start, int Items, int Size)
    {
        public bool IsDone { get; init; }
    }
}
