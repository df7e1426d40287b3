using FlowForge.Core.Failures;
using FlowForge.Core.Ports;

namespace FlowForge.Web.Editor;

/// <summary>The way out of the page's own catalogue, which describes and checks nodes and runs none: runs have a worker of their own.</summary>
internal sealed class NoEgress : IEgress
{
    public ValueTask<Outcome<OutgoingResponse>> SendAsync(OutgoingRequest request, CancellationToken cancellation) =>
        throw new NotSupportedException("Nodes are not run in the page.");
}
