using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.ServerNodes.Ai;

namespace FlowForge.ServerNodes.AiSchema;

/// <summary>Says the shape of the reply of the nodes that it is connected to. It is never run.</summary>
internal sealed class AiSchemaKind : INodeKind
{
    /// <inheritdoc/>
    public KindDescription Description => AiSchemaDescription.Value;

    /// <inheritdoc/>
    public IEnumerable<ParameterProblem> Check(Node node) => DrawnSchema.Check(node, "schema").Concat(ConnectedParts.Plain(node));

    /// <inheritdoc/>
    public ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation) => new(ConnectedParts.NotAlone(context.Node, ConnectedParts.SchemaEdge));
}
