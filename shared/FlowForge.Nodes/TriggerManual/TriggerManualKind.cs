using FlowForge.Core.Ports;

namespace FlowForge.Nodes.TriggerManual;

/// <summary>Starts a run when a person or the API asks; the start's items are its output.</summary>
internal sealed class TriggerManualKind : INodeKind
{
    /// <inheritdoc/>
    public KindDescription Description => TriggerManualDescription.Value;

    /// <inheritdoc/>
    public ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation)
    {
        context.PassThrough("out", "in");
        return new(NodeResult.Done);
    }
}
