using FlowForge.Core.Failures;
using FlowForge.Core.Ports;

namespace FlowForge.Nodes.Tests.Bench;

/// <summary>A host without a network.</summary>
internal sealed class NoEgress : IEgress
{
    public ValueTask<Outcome<OutgoingResponse>> SendAsync(OutgoingRequest request, CancellationToken cancellation) =>
        new(Failure.Of(FailureCodes.ConnectionFailed, "There is no network."));
}
