namespace FlowForge.Web.Running;

/// <summary>What the frames of one node say, kept up with each frame.</summary>
internal sealed class NodeLog
{
    private readonly HashSet<(string Iteration, int Attempt)> open = [];
    private readonly HashSet<(string Iteration, int Attempt)> settled = [];
    private readonly Dictionary<string, int> items = new(StringComparer.Ordinal);
    private readonly List<RunFrame> results = [];

    /// <summary>The frame with the highest sequence, results before beginnings.</summary>
    public RunFrame? Last { get; private set; }

    /// <summary>Egress frames, by sequence.</summary>
    public IReadOnlyList<RunFrame> Results => results;

    /// <summary>Whether an attempt has begun that has no result yet.</summary>
    public bool IsOpen => open.Count > 0;

    /// <summary>Items that left a port, over all iterations.</summary>
    public int Items(string port) => items.GetValueOrDefault(port);

    public void Add(RunFrame frame)
    {
        var attempt = (frame.Iteration, frame.Attempt);
        if (!frame.IsEgress && frame.Status != "SKIPPED")
        {
            if (!settled.Contains(attempt))
            {
                open.Add(attempt);
            }
        }
        else
        {
            settled.Add(attempt);
            open.Remove(attempt);
            var at = results.FindLastIndex(one => one.Sequence < frame.Sequence) + 1;
            results.Insert(at, frame);
            foreach (var port in frame.Output)
            {
                items[port.Port] = items.GetValueOrDefault(port.Port) + port.Count;
            }
        }

        if (Last is null || frame.Sequence >= Last.Sequence)
        {
            Last = frame;
        }
    }

    /// <summary>How the node stands, in the canvas's words.</summary>
    /// <param name="isOver">Whether the run has ended.</param>
    public string? Word(bool isOver) =>
        open.Count > 0 ? isOver ? "cancelled" : Last!.Status == "WAITING" ? "waiting" : "running"
        : results is [.., var last] ? last.Status switch
        {
            "COMPLETED" => "completed",
            "FAILED" => "failed",
            "SKIPPED" => results.Exists(one => one.Status == "COMPLETED") ? "completed" : "skipped",
            "CANCELLED" => "cancelled",
            _ => null,
        }
        : null;
}
