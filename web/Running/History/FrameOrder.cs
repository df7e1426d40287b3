namespace FlowForge.Web.Running.History;

/// <summary>
/// Frames by when they happened, to the millisecond, then by sequence. Beginnings are recorded to the millisecond and results more finely, so finer
/// times would put a beginning before the result it followed from; sequences of one millisecond are causally ordered.
/// </summary>
internal sealed class FrameOrder : IComparer<RunFrame>
{
    public static readonly FrameOrder Instance = new();

    public int Compare(RunFrame? left, RunFrame? right)
    {
        var time = Milliseconds(left!.Timestamp).CompareTo(Milliseconds(right!.Timestamp));
        return time != 0 ? time : left.Sequence.CompareTo(right.Sequence);
    }

    /// <summary>A time, to the millisecond.</summary>
    public static long Milliseconds(DateTimeOffset time) => time.UtcTicks / TimeSpan.TicksPerMillisecond;
}
