using FlowForge.Core.Ports;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.Loop;

/// <summary>Cuts its items into batches and runs its body for each.</summary>
internal sealed class LoopKind : INodeKind
{
    private readonly TypedParameters<LoopParameters> parameters = new((_, resolved) => LoopParameters.Read(resolved));

    /// <inheritdoc/>
    public KindDescription Description => LoopDescription.Value;

    /// <inheritdoc/>
    public async ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation)
    {
        var read = await parameters.OnceAsync(context, cancellation).ConfigureAwait(false);
        return read.IsFailure
            ? new NodeResult.Failed(read.Failure)
            : new NodeResult.LoopBegins(read.Value.BatchSize, read.Value.Concurrency);
    }
}
