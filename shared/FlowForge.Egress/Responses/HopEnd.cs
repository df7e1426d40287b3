using FlowForge.Core.Failures;
using FlowForge.Core.Ports;

namespace FlowForge.Egress.Responses;

/// <summary>How one request ended.</summary>
internal abstract record HopEnd
{
    private HopEnd()
    {
    }

    public sealed record Answered(OutgoingResponse Response) : HopEnd;

    public sealed record Redirected(int Status, string Location) : HopEnd;

    public sealed record Failed(Failure Failure) : HopEnd;
}
