using FlowForge.Core.Ports;

namespace FlowForge.Api.Tests.Support;

/// <summary>Ids that count up.</summary>
internal sealed class SequentialIds : IIdSource
{
    private long last;

    public string NewRunId() => Interlocked.Increment(ref last).ToString("D26");

    public string NewToken() => Interlocked.Increment(ref last).ToString("D22");
}
