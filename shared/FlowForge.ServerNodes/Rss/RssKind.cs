using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Http;
using FlowForge.Nodes.Items;
using FlowForge.Nodes.Parameters;

namespace FlowForge.ServerNodes.Rss;

/// <summary>Reads feeds into items. Failures: <c>file.*</c>, <c>http.status</c>, <c>egress.*</c>, <c>node.parameter</c>.</summary>
/// <param name="egress">The way out.</param>
internal sealed class RssKind(IEgress egress) : INodeKind
{
    private readonly TypedParameters<RssParameters> parameters = new((_, given) => RssParameters.Read(given));

    /// <inheritdoc/>
    public KindDescription Description => RssDescription.Value;

    /// <inheritdoc/>
    public IEnumerable<Capability> Capabilities(Node node) => HttpOrigins.Of(node.Parameters, "url");

    /// <inheritdoc/>
    public ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation) =>
        new EachItemInTurn<RssParameters>(parameters, FetchAsync).RunAsync(context, cancellation);

    private async ValueTask<Outcome<Made[]>> FetchAsync(NodeItem item, RssParameters own, CancellationToken cancellation)
    {
        List<KeyValuePair<string, string>> headers = [new("Accept", "application/rss+xml, application/atom+xml, application/rdf+xml;q=0.8, application/xml;q=0.7, text/xml;q=0.6, */*;q=0.1")];
        headers.AddTrace(item.Context.TraceParent);
        var response = await egress.SendAsync(
            new() { Method = "GET", Url = own.Url, Headers = headers, Timeout = own.Timeout, MaxBytes = Limits.FeedBytes }, cancellation).ConfigureAwait(false);
        return response.IsFailure ? response.Failure
            : response.Value.Status >= 400 ? HttpFailures.Status(response.Value)
            : FeedReading.Read(response.Value.Body, own, cancellation);
    }
}
