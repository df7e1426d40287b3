using FlowForge.Core.Model;

namespace FlowForge.Web.Running.History;

/// <summary>All frames of one node, and those of the iterations that somebody has looked at.</summary>
internal sealed class NodeTrack
{
    private readonly Dictionary<string, FrameTrack> within = new(StringComparer.Ordinal);
    private readonly HashSet<string> iterations = new(StringComparer.Ordinal);
    private List<string>? ordered;

    /// <summary>All of them.</summary>
    public FrameTrack All { get; } = new();

    /// <summary>How many indices its iterations have.</summary>
    public int Depth { get; private set; }

    /// <summary>The iterations it was in, in order.</summary>
    public IReadOnlyList<string> Iterations => ordered ??= [.. iterations.Order(IterationOrder.Instance)];

    public void Add(int position, RunFrame frame)
    {
        if (All.Count > 0 && frame.IsResult)
        {
            // One result's items are enough to offer names from; a loop of ten thousand must not keep them all.
            All[All.Count - 1].LastResult?.ForgetItems();
        }

        All.Add(position, frame);
        foreach (var (iteration, track) in within)
        {
            if (IterationOrder.IsIn(frame.Iteration, iteration))
            {
                track.Add(position, frame);
            }
        }

        if (iterations.Add(frame.Iteration))
        {
            ordered = null;
            Depth = Math.Max(Depth, new Iteration(frame.Iteration).Depth);
        }
    }

    public void CutFrom(int position)
    {
        All.CutFrom(position);
        foreach (var track in within.Values)
        {
            track.CutFrom(position);
        }
    }

    /// <summary>Its frames in an iteration and those inside it; in the iteration around, for a node that is not inside.</summary>
    public FrameTrack In(string? iteration)
    {
        if (string.IsNullOrEmpty(iteration))
        {
            return All;
        }

        var own = new Iteration(iteration).Prefix(Math.Min(Depth, new Iteration(iteration).Depth)).Path;
        if (own.Length == 0)
        {
            return All;
        }

        if (!within.TryGetValue(own, out var track))
        {
            track = new();
            for (var i = 0; i < All.Count; i++)
            {
                if (IterationOrder.IsIn(All[i].Frame.Iteration, own))
                {
                    track.Add(All[i].Position, All[i].Frame);
                }
            }

            within.Add(own, track);
        }

        return track;
    }
}
