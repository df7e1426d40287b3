using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Http;
using FlowForge.Nodes.Items;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.GraphQl;

/// <summary>Asks a GraphQL service. Failures: <c>graphql.errors</c>, <c>http.*</c>, <c>egress.*</c>, <c>credential.*</c>, <c>node.parameter</c>.</summary>
/// <param name="egress">The way out.</param>
internal sealed class GraphQlKind(IEgress egress) : INodeKind
{
    private readonly TypedParameters<GraphQlParameters> parameters = new((_, given) => GraphQlParameters.Read(given));

    /// <inheritdoc/>
    public KindDescription Description => GraphQlDescription.Value;

    /// <summary>Every question but one by GET, or a literal one without a mutation, may leave a mark.</summary>
    public bool HasEffect(Node node) => DrawnParameter.Text(node, "method") is not "GET"
        && (DrawnParameter.Text(node, "query") is not { } query || query.StartsWith('=') || query.Contains("mutation", StringComparison.OrdinalIgnoreCase));

    /// <inheritdoc/>
    public IEnumerable<Capability> Capabilities(Node node) => HttpOrigins.Of(node.Parameters, "url");

    /// <inheritdoc/>
    public IEnumerable<ParameterProblem> Check(Node node) => HttpAuth.Check(node);

    /// <inheritdoc/>
    public ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation)
    {
        var credential = HttpAuth.Of(context.Node);
        return credential.IsFailure ? new(new NodeResult.Failed(credential.Failure))
            : new EachItemInTurn<GraphQlParameters>(parameters, (item, own, stop) => AskAsync(item, own, credential.Value, stop)).RunAsync(context, cancellation);
    }

    private async ValueTask<Outcome<Made[]>> AskAsync(NodeItem item, GraphQlParameters own, string credential, CancellationToken cancellation)
    {
        var request = GraphQlCall.Request(item, own) with
        {
            Credential = credential.Length == 0 ? null : new(credential, item.Context.Run.RunId, item.Context.Node.Id),
        };
        var response = await egress.SendAsync(request, cancellation).ConfigureAwait(false);
        var read = response.IsFailure ? response.Failure : GraphQlCall.Read(response.Value, own);
        return read.IsFailure ? read.Failure : new Made(read.Value).Alone();
    }
}
