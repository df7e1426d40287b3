using FlowForge.Core.Ports;
using FlowForge.Core.Tests.Engine;

namespace FlowForge.Durable.Tests.Support;

/// <summary>Counts how often runs are looked at.</summary>
internal sealed class CountedReads(IRunStore inner) : RunStoreOver(inner)
{
    private int _count;

    public int Count => _count;

    public override ValueTask<RunRecord?> GetRunAsync(string runId, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _count);
        return base.GetRunAsync(runId, cancellation);
    }
}
