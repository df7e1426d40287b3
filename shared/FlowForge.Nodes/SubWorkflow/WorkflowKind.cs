using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.SubWorkflow;

/// <summary>Calls another workflow; the engine starts its runs and waits for them.</summary>
internal sealed class WorkflowKind : INodeKind
{
    private readonly TypedParameters<WorkflowParameters> parameters = new((_, resolved) => WorkflowParameters.Read(resolved));

    /// <inheritdoc/>
    public KindDescription Description => WorkflowDescription.Value;

    /// <inheritdoc/>
    public IEnumerable<Capability> Capabilities(Node node) =>
        node.Parameters.ValueKind == JsonValueKind.Object && node.Parameters.TryGetProperty("id"u8, out var id) && id.ValueKind == JsonValueKind.String
            ? [new Capability.StartWorkflow(id.GetString()!)]
            : [];

    /// <inheritdoc/>
    public async ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation)
    {
        if (context.Node.Parameters.TryGetProperty("arguments"u8, out var drawn) && drawn.ValueKind != JsonValueKind.Null)
        {
            return new NodeResult.Failed(Failure.Of(FailureCodes.Parameter, "The parameter 'arguments' is for a tool of an agent; a node that is run gives its items."));
        }

        var read = await parameters.OnceAsync(context, cancellation).ConfigureAwait(false);
        return read.IsFailure
            ? new NodeResult.Failed(read.Failure)
            : new NodeResult.CallWorkflow(read.Value.Id, read.Value.IsPerItem, read.Value.IsAwaited);
    }
}
