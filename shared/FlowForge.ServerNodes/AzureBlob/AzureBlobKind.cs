using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Http;
using FlowForge.Nodes.Items;
using FlowForge.Nodes.Parameters;
using FlowForge.ServerNodes.Azure;
using FlowForge.ServerNodes.Items;
using global::Azure.Storage.Blobs;

namespace FlowForge.ServerNodes.AzureBlob;

/// <summary>Works on the blobs of a storage account. Failures: <c>azure.refused</c>, <c>egress.*</c>, <c>credential.*</c>, <c>binary.*</c>, <c>node.parameter</c>.</summary>
/// <param name="connections">The way to the service.</param>
/// <param name="credentials">The vault that has accounts.</param>
internal sealed class AzureBlobKind(IConnections connections, ICredentials credentials) : INodeKind
{
    private readonly AzureWay way = new(connections);
    private readonly TypedParameters<AzureBlobParameters> parameters = new((_, given) => AzureBlobParameters.Read(given));

    /// <inheritdoc/>
    public KindDescription Description => AzureBlobDescription.Value;

    /// <summary>All that is not known to read only leaves a mark.</summary>
    public bool HasEffect(Node node) => AzureParameters.Operation(node, "list") is not ("list" or "download" or "properties" or "listContainers");

    /// <inheritdoc/>
    public IEnumerable<ParameterProblem> Check(Node node) => HttpAuth.Check(node);

    /// <inheritdoc/>
    public ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation) =>
        new EachItemInTurn<AzureBlobParameters>(parameters, CallAsync).RunAsync(context, cancellation);

    private ValueTask<Outcome<Made[]>> CallAsync(NodeItem item, AzureBlobParameters own, CancellationToken cancellation) => AzureCall.RunAsync(
        credentials, item, account => new BlobCalls(item, own, new BlobServiceClient(account, way.Set(new BlobClientOptions()))).RunAsync(cancellation), cancellation);
}
