using FlowForge.Core.Failures;
using FlowForge.Core.Ports;

namespace FlowForge.Nodes.Tests.Bench;

/// <summary>A host without a network.</summary>
internal sealed class NoEgress : IEgress, IConnections
{
    public ValueTask<Outcome<OutgoingResponse>> SendAsync(OutgoingRequest request, CancellationToken cancellation) =>
        new(Failure.Of(FailureCodes.ConnectionFailed, "There is no network."));

    public ValueTask<Outcome<OpenConnection>> ConnectAsync(string host, int port, TimeSpan patience, CancellationToken cancellation) =>
        new(Failure.Of(FailureCodes.ConnectionFailed, "There is no network."));
}
