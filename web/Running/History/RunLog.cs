namespace FlowForge.Web.Running.History;

/// <summary>
/// The frames of a run in the order in which they happened, as far as they are known. Frames may come in any order and twice; one that comes again
/// with another status takes the first one's place. Nothing is worked out anew but what stands behind the earliest newcomer.
/// </summary>
public sealed class RunLog
{
    private readonly List<RunFrame> frames = [];
    private readonly List<RunFrame> arrivals = [];
    private readonly Dictionary<long, RunFrame> known = [];
    private readonly Dictionary<string, NodeTrack> nodes = new(StringComparer.Ordinal);

    /// <summary>All frames, in order.</summary>
    public IReadOnlyList<RunFrame> Frames => frames;

    /// <summary>All frames as they came, which views that add up by themselves read on from where they were.</summary>
    public IReadOnlyList<RunFrame> Arrivals => arrivals;

    /// <summary>Whether no more will come.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Nodes that something happened to.</summary>
    public int NodeCount => nodes.Count;

    /// <summary>How the run stands now.</summary>
    public RunMoment Now => At(frames.Count - 1);

    /// <summary>How many frames have what a script wrote to its console.</summary>
    public int ConsoleCount { get; private set; }

    /// <summary>Whether some frame failed.</summary>
    public bool HasFailure { get; private set; }

    /// <summary>How the run stood when the frame at a position had just happened; -1 is before the first.</summary>
    /// <param name="position">Index in <see cref="Frames"/>.</param>
    /// <param name="iteration">Only what happened in this iteration and around it, or null.</param>
    /// <param name="ofNode">The one node whose iteration it is; null when it is every node's that has it.</param>
    public RunMoment At(int position, string? iteration = null, string? ofNode = null) => new(this, Math.Clamp(position, -1, frames.Count - 1), iteration, ofNode);

    /// <summary>Whether an iteration is the index of a run of one node (<c>join: each</c>): the trigger, which is in no loop, has one.</summary>
    public bool CountsByNode => frames is [{ Iteration.Length: > 0 }, ..];

    /// <summary>Takes a frame in; false when it says nothing new.</summary>
    public bool Add(RunFrame frame) => AddAll([frame]) > 0;

    /// <summary>Takes frames in; gives how many said something new.</summary>
    public int AddAll(IReadOnlyList<RunFrame> more)
    {
        var fresh = new List<RunFrame>(more.Count);
        var from = frames.Count;
        foreach (var frame in more)
        {
            if (known.TryGetValue(frame.Sequence, out var old))
            {
                if (old.Status == frame.Status)
                {
                    continue;
                }

                var at = frames.IndexOf(old);
                from = Math.Min(from, at < 0 ? from : at);
                fresh.Remove(old);
            }

            known[frame.Sequence] = frame;
            arrivals.Add(frame);
            ConsoleCount += HasConsole(frame) ? 1 : 0;
            HasFailure |= IsFailure(frame);
            fresh.Add(frame);
        }

        if (fresh.Count > 0)
        {
            fresh.Sort(FrameOrder.Instance);
            Merge(fresh, Math.Min(from, Behind(fresh[0])));
        }

        return fresh.Count;
    }

    /// <summary>Notes that the run has ended: what is still open will not be settled.</summary>
    public void End() => IsOver = true;

    /// <summary>Position of a frame by its sequence; -1 when it is not known.</summary>
    public int PositionOf(long sequence) => known.TryGetValue(sequence, out var frame) ? Behind(frame) - 1 : -1;

    /// <summary>Position of the last frame at or before a time; -1 when there is none.</summary>
    public int PositionAt(DateTimeOffset time) => FirstWhere(frame => FrameOrder.Milliseconds(frame.Timestamp) > FrameOrder.Milliseconds(time)) - 1;

    /// <summary>The last frames up to a position that have what a script wrote, in order.</summary>
    public IReadOnlyList<RunFrame> ConsolesUpTo(int position, int most)
    {
        var found = new List<RunFrame>();
        for (var at = Math.Min(position, frames.Count - 1); at >= 0 && found.Count < Math.Min(most, ConsoleCount); at--)
        {
            if (HasConsole(frames[at]))
            {
                found.Add(frames[at]);
            }
        }

        found.Reverse();
        return found;
    }

    /// <summary>Position of the next frame that failed, searched from behind <paramref name="position"/> and round; -1 when none did.</summary>
    public int NextFailure(int position)
    {
        var first = frames.FindIndex(Math.Clamp(position + 1, 0, frames.Count), IsFailure);
        return first >= 0 ? first : frames.FindIndex(IsFailure);
    }

    /// <summary>How far the loop is that is at work: items its body got, of those it was given; null when none is.</summary>
    public LoopProgress? Progress
    {
        get
        {
            foreach (var (id, node) in nodes)
            {
                var last = node.All.At(frames.Count - 1);
                if (last is not { Open: > 0 } || last.Frame.Input.Sum(port => (long)port.Count) is not (> 1 and var of))
                {
                    continue;
                }

                // What its first frames led to, one level further in: the body's entry.
                var done = nodes.Values.Where(one => one.Depth > node.Depth && one.All.Count > 0).Select(one => one.All[one.All.Count - 1].Input.Total).DefaultIfEmpty().Max();
                if (done > 0)
                {
                    return new(id, Math.Min(done, of), of);
                }
            }

            return null;
        }
    }

    /// <summary>The frames of a node, or null when nothing happened to it.</summary>
    internal NodeTrack? Node(string id) => nodes.GetValueOrDefault(id);

    private static bool HasConsole(RunFrame frame) => frame.Console is { Length: > 0 };

    private static bool IsFailure(RunFrame frame) => frame is { IsEgress: true, Status: "FAILED" };

    private void Merge(List<RunFrame> fresh, int from)
    {
        var tail = frames.Skip(from).Where(frame => known[frame.Sequence] == frame).ToList();
        foreach (var id in frames.Skip(from).Select(frame => frame.NodeId).Distinct())
        {
            nodes[id].CutFrom(from);
        }

        frames.RemoveRange(from, frames.Count - from);
        var (left, right) = (0, 0);
        while (left < tail.Count || right < fresh.Count)
        {
            var isOld = right == fresh.Count || (left < tail.Count && FrameOrder.Instance.Compare(tail[left], fresh[right]) < 0);
            Append(isOld ? tail[left++] : fresh[right++]);
        }
    }

    private void Append(RunFrame frame)
    {
        if (!nodes.TryGetValue(frame.NodeId, out var node))
        {
            nodes.Add(frame.NodeId, node = new());
        }

        node.Add(frames.Count, frame);
        frames.Add(frame);
    }

    private int Behind(RunFrame frame) => FirstWhere(one => FrameOrder.Instance.Compare(one, frame) > 0);

    private int FirstWhere(Func<RunFrame, bool> isBehind)
    {
        var (low, high) = (0, frames.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = isBehind(frames[middle]) ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
