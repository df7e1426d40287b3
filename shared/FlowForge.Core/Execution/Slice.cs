namespace FlowForge.Core.Execution;

/// <summary>What one hand-out has used of its slice (semantics 3), all branches that run inside it together.</summary>
internal sealed class Slice(TimeProvider clock, int mostRuns)
{
    private readonly DateTimeOffset _began = clock.GetUtcNow();
    private int _runs;
    private long _bytes;

    /// <summary>Node runs so far.</summary>
    public int Runs => Volatile.Read(ref _runs);

    /// <summary>Node runs that are left.</summary>
    public int RunsLeft => Math.Max(0, mostRuns - Runs);

    /// <summary>Bytes that a node run has put out so far, on average; null before the first.</summary>
    public long? MeanBytes => Runs is > 0 and var runs ? Volatile.Read(ref _bytes) / runs : null;

    /// <summary>Whether the rest is to be handed out again. At least one node always runs.</summary>
    public bool IsOver =>
        Runs >= mostRuns || Volatile.Read(ref _bytes) >= Limits.SliceBytes
        || (Runs > 0 && clock.GetUtcNow() - _began >= TimeSpan.FromSeconds(Limits.SliceSeconds));

    public void Add(int runs, long bytes)
    {
        Interlocked.Add(ref _runs, runs);
        Interlocked.Add(ref _bytes, bytes);
    }
}
