using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.RemoveDuplicates;

/// <summary>Drops items that came before.</summary>
internal sealed class RemoveDuplicatesKind : INodeKind
{
    private readonly TypedParameters<RemoveDuplicatesParameters> parameters = new((_, resolved) => RemoveDuplicatesParameters.Read(resolved));

    /// <inheritdoc/>
    public KindDescription Description => RemoveDuplicatesDescription.Value;

    /// <inheritdoc/>
    public async ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation)
    {
        var read = await parameters.OnceAsync(context, cancellation).ConfigureAwait(false);
        if (read.IsFailure)
        {
            return new NodeResult.Failed(read.Failure);
        }

        switch (read.Value.Operation)
        {
            case DuplicatesOperation.Seen:
                return await AcrossRuns.RunAsync(context, read.Value, parameters, cancellation).ConfigureAwait(false);
            case DuplicatesOperation.Forget:
                return await AcrossRuns.ForgetAsync(context, read.Value, cancellation).ConfigureAwait(false);
            default:
                return await AmongItems.RunAsync(context, read.Value, cancellation).ConfigureAwait(false);
        }
    }
}
