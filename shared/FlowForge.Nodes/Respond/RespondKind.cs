using System.Text.Json;
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

        var body = read.Value.Body ?? await FirstItemAsync(context, cancellation).ConfigureAwait(false);
        context.PassThrough("out", context.InputPorts[0]);
        return new NodeResult.Completed(ReplyWriter.Of(read.Value, body));
    }

    private static async ValueTask<JsonElement> FirstItemAsync(INodeContext context, CancellationToken cancellation)
    {
        if (context.FirstInput.Count == 0)
        {
            return default;
        }

        var first = await context.FirstInput.ReadAsync(0, 1, cancellation).ConfigureAwait(false);
        return first[0].Json;
    }
}
