using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Http;
using FlowForge.Nodes.Items;
using FlowForge.Nodes.Parameters;
using FlowForge.ServerNodes.Azure;
using FlowForge.ServerNodes.Items;
using global::Azure.Data.Tables;

namespace FlowForge.ServerNodes.AzureTable;

/// <summary>Works on a table of a storage account. Failures: <c>azure.refused</c>, <c>egress.*</c>, <c>credential.*</c>, <c>node.parameter</c>.</summary>
/// <param name="connections">The way to the service.</param>
/// <param name="credentials">The vault that has accounts.</param>
internal sealed class AzureTableKind(IConnections connections, ICredentials credentials) : INodeKind
{
    private readonly AzureWay way = new(connections);
    private readonly TypedParameters<AzureTableParameters> parameters = new((_, given) => AzureTableParameters.Read(given));

    /// <inheritdoc/>
    public KindDescription Description => AzureTableDescription.Value;

    /// <summary>All that is not known to read only leaves a mark.</summary>
    public bool HasEffect(Node node) => AzureParameters.Operation(node, "query") is not ("query" or "get" or "listTables");

    /// <inheritdoc/>
    public IEnumerable<ParameterProblem> Check(Node node) => HttpAuth.Check(node);

    /// <inheritdoc/>
    public ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation) =>
        new EachItemInTurn<AzureTableParameters>(parameters, CallAsync).RunAsync(context, cancellation);

    private ValueTask<Outcome<Made[]>> CallAsync(NodeItem item, AzureTableParameters own, CancellationToken cancellation) => AzureCall.RunAsync(
        credentials, item, account => new TableCalls(item, own, new TableServiceClient(account, way.Set(new TableClientOptions()))).RunAsync(cancellation), cancellation);
}
