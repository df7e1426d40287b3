using FlowForge.Core.Ports;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.Compare;

/// <summary>Finds what two lists have in common and where they differ.</summary>
internal sealed class CompareKind : INodeKind
{
    private readonly TypedParameters<CompareParameters> parameters = new((_, resolved) => CompareParameters.Read(resolved));

    /// <inheritdoc/>
    public KindDescription Description => CompareDescription.Value;

    /// <inheritdoc/>
    public async ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation)
    {
        var read = await parameters.OnceAsync(context, cancellation).ConfigureAwait(false);
        if (read.IsFailure)
        {
            return new NodeResult.Failed(read.Failure);
        }

        using var run = new CompareRun(context, read.Value);
        return await run.RunAsync(cancellation).ConfigureAwait(false) is { } failure ? new NodeResult.Failed(failure) : NodeResult.Done;
    }
}
