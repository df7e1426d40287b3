namespace FlowForge.Core.Forks;

/// <summary>Where a fork goes its own way: the one result that is not told to it.</summary>
/// <param name="NodeId">The node.</param>
/// <param name="Iteration">Its iteration; null for every one.</param>
/// <param name="IsBehindBody">Whether the node is a loop whose iterations stay, so that only what it gave at its end is withheld.</param>
internal sealed record ForkPoint(string NodeId, string? Iteration, bool IsBehindBody)
{
    public bool Is(string nodeId, string iteration) => NodeId == nodeId && (Iteration is null || Iteration == iteration);
}
