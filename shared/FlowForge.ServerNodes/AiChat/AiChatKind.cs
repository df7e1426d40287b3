using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Items;
using FlowForge.Nodes.Json;
using FlowForge.Nodes.Parameters;
using FlowForge.ServerNodes.Ai;

namespace FlowForge.ServerNodes.AiChat;

/// <summary>Asks a language model for each item. Failures: <c>ai.*</c>, <c>node.parameter</c>.</summary>
/// <param name="model">The host's models.</param>
internal sealed class AiChatKind(HostModel model) : INodeKind
{
    private readonly TypedParameters<AiChatParameters> parameters = new((_, given) => AiChatParameters.Read(given));

    /// <inheritdoc/>
    public KindDescription Description => AiChatDescription.Value;

    /// <inheritdoc/>
    public bool HasEffect(Node node) => true;

    /// <inheritdoc/>
    public IEnumerable<Capability> Capabilities(Node node) => model.Capabilities;

    /// <inheritdoc/>
    public IEnumerable<ParameterProblem> Check(Node node) => DrawnSchema.Check(node, "schema");

    /// <inheritdoc/>
    public ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation) => model.Missing is { } missing
        ? new(new NodeResult.Failed(missing))
        : new ItemsAtOnce<AiChatParameters, Made[]>(parameters, AskAsync, AtOnce.WriteAsync).RunAsync(context, cancellation);

    private async ValueTask<Outcome<Made[]>> AskAsync(NodeItem item, AiChatParameters own, CancellationToken cancellation)
    {
        var request = own.Model.Request(item.Context, own.Messages);
        var drawn = ConnectedParts.Schema(item.Context, own.Schema);
        if (drawn.IsFailure)
        {
            return drawn.Failure;
        }

        if (!own.IsJson && drawn.Value is null)
        {
            var reply = await model.AskAsync(item.Context, request, item.Index, 0, cancellation).ConfigureAwait(false);
            return reply.IsFailure ? reply.Failure : ReplyItem.Of(item.Item, JsonValues.Text(reply.Value.Text), own.Field, own.Keeps);
        }

        var schema = drawn.Value ?? AiChatParameters.AnyObject;
        request = request with { Shape = new("reply", schema.Json) };
        var answer = await model.AskSoundAsync(item, request, text => ReplyObject.Read(text, schema.Checks), cancellation).ConfigureAwait(false);
        return answer.IsFailure ? answer.Failure : ReplyItem.Of(item.Item, answer.Value, own.Field, own.Keeps);
    }
}
