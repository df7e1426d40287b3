using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Http;
using FlowForge.Nodes.Items;
using FlowForge.Nodes.Parameters;

namespace FlowForge.ServerNodes.Mcp;

/// <summary>Calls a tool of another server over the Model Context Protocol. Failures: <c>mcp.*</c>, <c>http.status</c>, <c>egress.*</c>, <c>credential.*</c>, <c>node.parameter</c>.</summary>
/// <param name="egress">The way out.</param>
internal sealed class McpKind(IEgress egress) : INodeKind
{
    private readonly TypedParameters<McpParameters> parameters = new((_, given) => McpParameters.Read(given));

    /// <inheritdoc/>
    public KindDescription Description => McpDescription.Value;

    /// <summary>A tool may do anything; asking which there are does nothing.</summary>
    public bool HasEffect(Node node) => DrawnParameter.Text(node, "operation") is not "list";

    /// <inheritdoc/>
    public IEnumerable<Capability> Capabilities(Node node) => HttpOrigins.Of(node.Parameters, "url");

    /// <inheritdoc/>
    public IEnumerable<ParameterProblem> Check(Node node) => HttpAuth.Check(node);

    /// <inheritdoc/>
    public async ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation)
    {
        var credential = HttpAuth.Of(context.Node);
        if (credential.IsFailure)
        {
            return new NodeResult.Failed(credential.Failure);
        }

        // One session a server for all items of this run.
        var sessions = new Dictionary<string, McpSession>(StringComparer.Ordinal);
        var result = await new EachItemInTurn<McpParameters>(parameters, (item, own, stop) => AskAsync(item, own, credential.Value, sessions, stop)).RunAsync(context, cancellation).ConfigureAwait(false);
        foreach (var session in sessions.Values)
        {
            await session.EndAsync(cancellation).ConfigureAwait(false);
        }

        return result;
    }

    private async ValueTask<Outcome<Made[]>> AskAsync(NodeItem item, McpParameters own, string credential, Dictionary<string, McpSession> sessions, CancellationToken cancellation)
    {
        if (!sessions.TryGetValue(own.Url, out var session))
        {
            session = new(egress, own.Url, own.Timeout, credential.Length == 0 ? null : new(credential, item.Context.Run.RunId, item.Context.Node.Id), item.Context.TraceParent);
            if (await session.BeginAsync(cancellation).ConfigureAwait(false) is { } refused)
            {
                return refused;
            }

            sessions[own.Url] = session;
        }

        return own.IsList
            ? await McpResults.ToolsAsync(session, cancellation).ConfigureAwait(false)
            : McpResults.OfCall(await session.AskAsync("tools/call", own.WriteCall, item.Context.IdempotencyKey(item.Index, 0), cancellation).ConfigureAwait(false));
    }
}
