namespace FlowForge.Core.Driven;

/// <summary>
/// Ordinals of the segments of a run whose hand-outs are recorded by several processes: each hand-out has a range of its own, so that nobody waits for
/// anybody, and what two of the same hand-out write meets at the same ordinal. In the order of ordinals, what was made from something comes behind it.
/// </summary>
internal static class DrivenOrdinals
{
    /// <summary>Segments that one hand-out may have: a slice's node runs, each with an ingress of its own, and as many marks of hosts that died.</summary>
    private const int Range = 1024;

    /// <summary>A segment without entries that says: whoever runs a hand-out is to stop.</summary>
    public const int Stop = int.MaxValue;

    /// <summary>The run's answer to its caller; whoever writes it first is the one.</summary>
    public const int Reply = int.MaxValue - 1;

    /// <summary>First ordinal of a hand-out; of a skip, the one ordinal of the segment that begins with it. Below all come the start's own.</summary>
    public static int Of(int number) => checked((number + 1) * Range);

    /// <summary>Where a hand-out's journal goes on behind what it has recorded.</summary>
    public static int Next(int number, IEnumerable<int> recorded) =>
        recorded.Where(ordinal => ordinal >= Of(number) && ordinal < Of(number + 1)).Select(static ordinal => ordinal + 1).Append(Of(number)).Max();
}
