using FlowForge.Core.Ports;

namespace FlowForge.Nodes.Noop;

/// <summary>Passes its items on.</summary>
internal sealed class NoopKind : INodeKind
{
    /// <inheritdoc/>
    public KindDescription Description => NoopDescription.Value;

    /// <inheritdoc/>
    public ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation)
    {
        context.PassThrough("out", "in");
        return new(NodeResult.Done);
    }
}
