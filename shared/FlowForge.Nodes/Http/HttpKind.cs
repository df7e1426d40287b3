using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Nodes.Http;

/// <summary>
/// <c>http</c>: one call per input item, whose answer becomes the items. Failures of an item: <c>http.*</c> of <see cref="HttpFailures"/>,
/// <c>egress.*</c>, <c>credential.*</c>, <c>node.parameter</c>, <c>limit.item</c>; of the node: <c>credential.unavailable</c>, <c>node.parameter</c>.
/// </summary>
/// <param name="egress">The way out.</param>
public sealed class HttpKind(IEgress egress) : INodeKind
{
    /// <inheritdoc/>
    public KindDescription Description => HttpDescription.Value;

    /// <summary>Every method but a literal GET or HEAD leaves a mark; a method that is an expression may.</summary>
    public bool HasEffect(Node node) => !HttpParameters.IsLiterallySafe(node.Parameters);

    /// <summary>The host of <c>url</c>. Where a redirect or a page's answer leads from there is the remote's to say, without credentials.</summary>
    public IEnumerable<Capability> Capabilities(Node node) => HttpOrigins.Of(node.Parameters, "url");

    /// <inheritdoc/>
    public IEnumerable<ParameterProblem> Check(Node node) => HttpChecks.Of(node);

    /// <inheritdoc/>
    public ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation)
    {
        var credential = HttpAuth.Of(context.Node);
        if (credential.IsFailure)
        {
            return new(new NodeResult.Failed(credential.Failure));
        }

        var calls = new HttpItemCalls(egress, context, credential.Value);
        return context.FirstInput.Count == 0
            ? new HttpSingleRun(context, calls).RunAsync(cancellation)
            : new HttpBatchRun(context, calls).RunAsync(cancellation);
    }
}
