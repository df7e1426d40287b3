using FlowForge.Core.Ports;

namespace FlowForge.Nodes.TriggerError;

/// <summary>Starts a run when a run of another workflow has failed; the failure is its output.</summary>
internal sealed class TriggerErrorKind : INodeKind
{
    /// <inheritdoc/>
    public KindDescription Description => TriggerErrorDescription.Value;

    /// <inheritdoc/>
    public ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation)
    {
        context.PassThrough("out", "in");
        return new(NodeResult.Done);
    }
}
