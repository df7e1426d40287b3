using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Items;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.Switch;

/// <summary>Sends each item out of the port of the first rule that holds.</summary>
internal sealed class SwitchKind : INodeKind
{
    private readonly Router<SwitchParameters> router = new(
        new TypedParameters<SwitchParameters>((_, parameters) => SwitchParameters.Read(parameters)),
        (parameters, scope) => parameters.RouteOf(scope));

    /// <inheritdoc/>
    public KindDescription Description => SwitchDescription.Value;

    /// <inheritdoc/>
    public IReadOnlyList<string> OutputPorts(Node node) => SwitchPorts.Of(node.Parameters);

    /// <inheritdoc/>
    public IEnumerable<ParameterProblem> Check(Node node) => SwitchPorts.Check(node.Parameters);

    /// <inheritdoc/>
    public ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation) => router.RunAsync(context, cancellation);
}
