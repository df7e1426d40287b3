namespace FlowForge.Web.Running.History;

/// <summary>
/// Frames of one node, or of one node in one iteration, by position in the run's order. Each step carries what all steps up to it add up to, so how
/// the node stood at any moment is found by one binary search.
/// </summary>
internal sealed class FrameTrack
{
    private readonly List<TrackStep> steps = [];
    private readonly HashSet<(string Iteration, int Attempt)> open = [];
    private readonly HashSet<(string Iteration, int Attempt)> settled = [];

    /// <summary>How many frames there are.</summary>
    public int Count => steps.Count;

    /// <summary>A step by its index here.</summary>
    public TrackStep this[int index] => steps[index];

    /// <summary>Adds a frame whose position is behind all there are.</summary>
    public void Add(int position, RunFrame frame)
    {
        var attempt = (frame.Iteration, frame.Attempt);
        var before = steps.Count == 0 ? null : steps[^1];
        var change = 0;
        if (frame.IsResult)
        {
            change = open.Remove(attempt) ? -1 : 0;
            settled.Add(attempt);
        }
        else if (!settled.Contains(attempt) && open.Add(attempt))
        {
            change = 1;
        }

        steps.Add(new()
        {
            Position = position,
            Frame = frame,
            Change = change,
            Open = (before?.Open ?? 0) + change,
            Results = (before?.Results ?? 0) + (frame.IsResult ? 1 : 0),
            LastResult = frame.IsResult ? frame : before?.LastResult,
            LastRan = frame is { IsResult: true, Status: "COMPLETED" } ? frame : before?.LastRan,
            Output = frame.IsResult ? PortCounts.Plus(before?.Output, frame.Output) : before?.Output ?? PortCounts.None,
            Input = frame.IsResult ? before?.Input ?? PortCounts.None : PortCounts.Plus(before?.Input, frame.Input),
        });
    }

    /// <summary>Takes away the frames from a position on.</summary>
    public void CutFrom(int position)
    {
        while (steps.Count > 0 && steps[^1].Position >= position)
        {
            var (frame, change) = (steps[^1].Frame, steps[^1].Change);
            var attempt = (frame.Iteration, frame.Attempt);
            if (frame.IsResult)
            {
                settled.Remove(attempt);
            }

            if (change < 0)
            {
                open.Add(attempt);
            }
            else if (change > 0)
            {
                open.Remove(attempt);
            }

            steps.RemoveAt(steps.Count - 1);
        }
    }

    /// <summary>The last step at or before a position, or null.</summary>
    public TrackStep? At(int position) => IndexAt(position) is >= 0 and var index ? steps[index] : null;

    /// <summary>Index of the last step at or before a position; -1 when there is none.</summary>
    public int IndexAt(int position)
    {
        var (low, high) = (0, steps.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = steps[middle].Position <= position ? (middle + 1, high) : (low, middle);
        }

        return low - 1;
    }
}

/// <summary>A frame of a track, and what it and those before it add up to.</summary>
internal sealed record TrackStep
{
    public required int Position { get; init; }

    public required RunFrame Frame { get; init; }

    /// <summary>What it changed of <see cref="Open"/>.</summary>
    public required int Change { get; init; }

    /// <summary>Attempts that have begun and have no result.</summary>
    public required int Open { get; init; }

    /// <summary>Results so far.</summary>
    public required int Results { get; init; }

    public required RunFrame? LastResult { get; init; }

    /// <summary>The last result that was COMPLETED.</summary>
    public required RunFrame? LastRan { get; init; }

    /// <summary>Items that came out of each port.</summary>
    public required PortCounts Output { get; init; }

    /// <summary>Items that went into each port.</summary>
    public required PortCounts Input { get; init; }

    /// <summary>How the node stands, in the canvas's words; null when nothing happened.</summary>
    /// <param name="isOver">Whether the run has ended by then.</param>
    public string? Word(bool isOver) =>
        Open > 0 ? isOver ? "cancelled" : Frame.Status == "WAITING" ? "waiting" : "running"
        : LastResult?.Status switch
        {
            "COMPLETED" => "completed",
            "FAILED" => "failed",
            "SKIPPED" => LastRan is null ? "skipped" : "completed",
            "CANCELLED" => "cancelled",
            _ => null,
        };
}
