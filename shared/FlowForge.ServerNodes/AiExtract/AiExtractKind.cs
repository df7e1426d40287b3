using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Items;
using FlowForge.Nodes.Parameters;
using FlowForge.ServerNodes.Ai;

namespace FlowForge.ServerNodes.AiExtract;

/// <summary>Reads values out of a text into the shape of a schema. Failures: <c>ai.*</c>, <c>node.parameter</c>.</summary>
/// <param name="model">The host's models.</param>
internal sealed class AiExtractKind(HostModel model) : INodeKind
{
    private readonly TypedParameters<AiExtractParameters> parameters = new((_, given) => AiExtractParameters.Read(given));

    /// <inheritdoc/>
    public KindDescription Description => AiExtractDescription.Value;

    /// <inheritdoc/>
    public bool HasEffect(Node node) => true;

    /// <inheritdoc/>
    public IEnumerable<Capability> Capabilities(Node node) => model.Capabilities;

    /// <inheritdoc/>
    public IEnumerable<ParameterProblem> Check(Node node) => DrawnSchema.Check(node, "schema");

    /// <inheritdoc/>
    public ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation) => model.Missing is { } missing
        ? new(new NodeResult.Failed(missing))
        : new ItemsAtOnce<AiExtractParameters, Made[]>(parameters, ExtractAsync, AtOnce.WriteAsync).RunAsync(context, cancellation);

    private async ValueTask<Outcome<Made[]>> ExtractAsync(NodeItem item, AiExtractParameters own, CancellationToken cancellation)
    {
        var request = own.Model.Request(item.Context, own.Messages) with { Shape = new("extracted", own.Schema.Json) };
        var reply = await model.AskSoundAsync(item, request, text => ReplyObject.Read(text, own.Schema.Checks), cancellation).ConfigureAwait(false);
        return reply.IsFailure ? reply.Failure : ReplyItem.Of(item.Item, reply.Value, own.Field, own.Keeps);
    }
}
