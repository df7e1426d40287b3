using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Nodes.TriggerWebhook;

/// <summary>Starts a run for each call of its path. The host makes the item; this passes it on.</summary>
internal sealed class TriggerWebhookKind : INodeKind
{
    /// <inheritdoc/>
    public KindDescription Description => TriggerWebhookDescription.Value;

    /// <inheritdoc/>
    public IEnumerable<ParameterProblem> Check(Node node) => TriggerWebhookParameters.Check(node.Parameters);

    /// <inheritdoc/>
    public IEnumerable<Capability> Capabilities(Node node)
    {
        var read = TriggerWebhookParameters.Read(node.Parameters);
        return read.IsFailure || read.Value.Path.Length == 0 ? [] : [new Capability.Hook(read.Value.Method, read.Value.Path, read.Value.AuthType)];
    }

    /// <inheritdoc/>
    public ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation)
    {
        context.PassThrough("out", "in");
        return new(NodeResult.Done);
    }
}
