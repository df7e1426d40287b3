using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Items;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.Limit;

/// <summary>Keeps the first or the last items.</summary>
internal sealed class LimitKind : INodeKind
{
    private readonly TypedParameters<LimitParameters> parameters = new((_, resolved) => LimitParameters.Read(resolved));

    /// <inheritdoc/>
    public KindDescription Description => LimitDescription.Value;

    /// <inheritdoc/>
    public async ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation)
    {
        var read = await parameters.OnceAsync(context, cancellation).ConfigureAwait(false);
        if (read.IsFailure)
        {
            return new NodeResult.Failed(read.Failure);
        }

        var input = context.FirstInput;
        if (input.Count <= read.Value.Max)
        {
            context.PassThrough("out", context.InputPorts[0]);
            return NodeResult.Done;
        }

        var from = read.Value.KeepsLast ? input.Count - read.Value.Max : 0;
        await foreach (var (item, index) in Walk.Of(input.Range(from, read.Value.Max), cancellation).ConfigureAwait(false))
        {
            await context.WriteAsync("out", item, Origin.First(from + index)).ConfigureAwait(false);
        }

        return NodeResult.Done;
    }
}
