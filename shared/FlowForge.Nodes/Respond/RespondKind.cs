using FlowForge.Core.Binaries;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.Respond;

/// <summary>Answers the caller of the webhook that started the run, and passes its items on.</summary>
internal sealed class RespondKind : INodeKind
{
    private readonly TypedParameters<RespondParameters> parameters = new(RespondParameters.Read);

    /// <inheritdoc/>
    public KindDescription Description => RespondDescription.Value;

    /// <inheritdoc/>
    public async ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation)
    {
        var read = await parameters.OnceAsync(context, cancellation).ConfigureAwait(false);
        if (read.IsFailure)
        {
            return new NodeResult.Failed(read.Failure);
        }

        var first = context.FirstInput.Count == 0 ? default : (await context.FirstInput.ReadAsync(0, 1, cancellation).ConfigureAwait(false))[0];
        context.PassThrough("out", context.InputPorts[0]);
        if (read.Value.Binary is not { } name)
        {
            return new NodeResult.Completed(ReplyWriter.Of(read.Value, read.Value.Body ?? first.Json));
        }

        if (BinaryRef.Find(first, name) is not { } binary)
        {
            return new NodeResult.Failed(BinaryFailures.None(name));
        }

        var opened = await context.Binaries.OpenAsync(binary.Ref, cancellation).ConfigureAwait(false);
        return opened.IsFailure
            ? new NodeResult.Failed(opened.Failure)
            : new NodeResult.Completed(ReplyWriter.Of(read.Value, binary));
    }
}
