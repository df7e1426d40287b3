using FlowForge.Core.Failures;
using FlowForge.Core.Ports;

namespace FlowForge.WebWorker;

/// <summary>Calls of a browser's nodes.</summary>
internal sealed class FetchEgress : IEgress
{
    public ValueTask<Outcome<OutgoingResponse>> SendAsync(OutgoingRequest request, CancellationToken cancellation) =>
        new(Failure.Of("egress.notHere", "Calls are not made from the browser yet; run it on the server."));
}
