using FlowForge.Core.Ports;

namespace FlowForge.Nodes.TriggerWorkflow;

/// <summary>Starts a run when another workflow calls; the items handed over are its output.</summary>
internal sealed class TriggerWorkflowKind : INodeKind
{
    /// <inheritdoc/>
    public KindDescription Description => TriggerWorkflowDescription.Value;

    /// <inheritdoc/>
    public ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation)
    {
        context.PassThrough("out", "in");
        return new(NodeResult.Done);
    }
}
