using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Items;
using FlowForge.Nodes.Parameters;
using FlowForge.ServerNodes.Ai;

namespace FlowForge.ServerNodes.AiClassify;

/// <summary>Sends each item out of the ports of the categories that a language model finds it in. Failures: <c>ai.*</c>, <c>node.parameter</c>.</summary>
/// <param name="model">The host's models.</param>
internal sealed class AiClassifyKind(HostModel model) : INodeKind
{
    private readonly TypedParameters<AiClassifyParameters> parameters = new((_, given) => AiClassifyParameters.Read(given));

    /// <inheritdoc/>
    public KindDescription Description => AiClassifyDescription.Value;

    /// <inheritdoc/>
    public IReadOnlyList<string> OutputPorts(Node node) => CategoryPorts.Of(node.Parameters);

    /// <inheritdoc/>
    public bool HasEffect(Node node) => true;

    /// <inheritdoc/>
    public IEnumerable<Capability> Capabilities(Node node) => model.Capabilities;

    /// <inheritdoc/>
    public IEnumerable<ParameterProblem> Check(Node node) => CategoryPorts.Check(node.Parameters);

    /// <inheritdoc/>
    public ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation) => model.Missing is { } missing
        ? new(new NodeResult.Failed(missing))
        : new ItemsAtOnce<AiClassifyParameters, string[]>(parameters, ChooseAsync, SendAsync).RunAsync(context, cancellation);

    private static async ValueTask<Failure?> SendAsync(NodeItem item, string[] ports)
    {
        foreach (var port in ports)
        {
            await item.Context.WriteAsync(port, item.Item, Origin.First(item.Index)).ConfigureAwait(false);
        }

        return null;
    }

    private async ValueTask<Outcome<string[]>> ChooseAsync(NodeItem item, AiClassifyParameters own, CancellationToken cancellation)
    {
        var request = own.Model.Request(item.Context, own.Messages) with { Shape = new("categories", own.Schema.Json) };
        var reply = await model.AskSoundAsync(item, request, text => ReplyObject.Read(text, own.Schema.Checks), cancellation).ConfigureAwait(false);
        return reply.IsFailure ? reply.Failure : own.PortsOf(reply.Value);
    }
}
