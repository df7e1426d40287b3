using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Http;
using FlowForge.Nodes.Items;
using FlowForge.Nodes.Parameters;
using FlowForge.ServerNodes.Azure;
using FlowForge.ServerNodes.Items;
using global::Azure.Storage.Queues;

namespace FlowForge.ServerNodes.AzureQueue;

/// <summary>Works on a queue of a storage account. Failures: <c>azure.refused</c>, <c>egress.*</c>, <c>credential.*</c>, <c>node.parameter</c>.</summary>
/// <param name="connections">The way to the service.</param>
/// <param name="credentials">The vault that has accounts.</param>
internal sealed class AzureQueueKind(IConnections connections, ICredentials credentials) : INodeKind
{
    private readonly AzureWay way = new(connections);
    private readonly TypedParameters<AzureQueueParameters> parameters = new((_, given) => AzureQueueParameters.Read(given));

    /// <inheritdoc/>
    public KindDescription Description => AzureQueueDescription.Value;

    /// <summary>All that is not known to read only leaves a mark; receiving hides messages from others.</summary>
    public bool HasEffect(Node node) => AzureParameters.Operation(node, "send") is not ("peek" or "count" or "listQueues");

    /// <inheritdoc/>
    public IEnumerable<ParameterProblem> Check(Node node) => HttpAuth.Check(node);

    /// <inheritdoc/>
    public ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation) =>
        new EachItemInTurn<AzureQueueParameters>(parameters, CallAsync).RunAsync(context, cancellation);

    private ValueTask<Outcome<Made[]>> CallAsync(NodeItem item, AzureQueueParameters own, CancellationToken cancellation) => AzureCall.RunAsync(
        credentials, item,
        account => new QueueCalls(own, new QueueServiceClient(account, way.Set(new QueueClientOptions { MessageEncoding = own.Base64 ? QueueMessageEncoding.Base64 : QueueMessageEncoding.None }))).RunAsync(cancellation),
        cancellation);
}
