using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.ServerNodes.Ai;

namespace FlowForge.ServerNodes.AiModel;

/// <summary>Says which model the nodes ask that it is connected to. It is never run.</summary>
internal sealed class AiModelKind : INodeKind
{
    /// <inheritdoc/>
    public KindDescription Description => AiModelDescription.Value;

    /// <inheritdoc/>
    public IEnumerable<ParameterProblem> Check(Node node) => ConnectedParts.Plain(node);

    /// <inheritdoc/>
    public ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation) => new(ConnectedParts.NotAlone(context.Node, ConnectedParts.ModelEdge));
}
