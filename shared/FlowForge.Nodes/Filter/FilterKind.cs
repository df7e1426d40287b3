using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Conditions;
using FlowForge.Nodes.Items;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.Filter;

/// <summary>Keeps the items for which conditions hold.</summary>
internal sealed class FilterKind : INodeKind
{
    private readonly Router<FilterParameters> router = new(
        new TypedParameters<FilterParameters>((_, parameters) => FilterParameters.Read(parameters)),
        (parameters, scope) => parameters.RouteOf(scope),
        refused: "false");

    /// <inheritdoc/>
    public KindDescription Description => FilterDescription.Value;

    /// <inheritdoc/>
    public IEnumerable<ParameterProblem> Check(Node node) => ConditionCheck.Of(node.Parameters);

    /// <inheritdoc/>
    public ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation) => router.RunAsync(context, cancellation);
}
