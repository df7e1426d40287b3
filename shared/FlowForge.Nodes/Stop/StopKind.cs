using FlowForge.Core.Failures;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.Stop;

/// <summary>Ends the run with a failure of the author's own words.</summary>
internal sealed class StopKind : INodeKind
{
    private readonly TypedParameters<StopParameters> parameters = new((_, resolved) => StopParameters.Read(resolved));

    /// <inheritdoc/>
    public KindDescription Description => StopDescription.Value;

    /// <inheritdoc/>
    public async ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation)
    {
        var read = await parameters.OnceAsync(context, cancellation).ConfigureAwait(false);
        return new NodeResult.Failed(read.IsFailure ? read.Failure : Failure.Of(FailureCodes.Stopped, read.Value.Message));
    }
}
