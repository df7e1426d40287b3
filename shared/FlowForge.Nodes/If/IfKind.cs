using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Conditions;
using FlowForge.Nodes.Items;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.If;

/// <summary>Sends each item one way or the other, by conditions.</summary>
internal sealed class IfKind : INodeKind
{
    private readonly Router<IfParameters> router = new(
        new TypedParameters<IfParameters>((_, parameters) => IfParameters.Read(parameters)),
        (parameters, scope) => parameters.RouteOf(scope),
        refused: "false");

    /// <inheritdoc/>
    public KindDescription Description => IfDescription.Value;

    /// <inheritdoc/>
    public IEnumerable<ParameterProblem> Check(Node node) => ConditionCheck.Of(node.Parameters);

    /// <inheritdoc/>
    public ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation) => router.RunAsync(context, cancellation);
}
