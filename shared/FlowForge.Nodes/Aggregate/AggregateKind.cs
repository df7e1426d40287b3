using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Items;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.Aggregate;

/// <summary>Makes one item of all items.</summary>
internal sealed class AggregateKind : INodeKind
{
    private readonly TypedParameters<AggregateParameters> parameters = new((_, resolved) => AggregateParameters.Read(resolved));

    /// <inheritdoc/>
    public KindDescription Description => AggregateDescription.Value;

    /// <inheritdoc/>
    public async ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation)
    {
        var read = await parameters.OnceAsync(context, cancellation).ConfigureAwait(false);
        if (read.IsFailure)
        {
            return new NodeResult.Failed(read.Failure);
        }

        var input = context.FirstInput;
        if (input.Count == 0)
        {
            return NodeResult.Done;
        }

        using var gathering = new Gathering(read.Value);
        var files = new GatheredFiles(read.Value.HasUniqueBinaries);
        await foreach (var (item, _) in Walk.Of(input, cancellation).ConfigureAwait(false))
        {
            if (gathering.Add(item) is { } failure)
            {
                return new NodeResult.Failed(failure);
            }

            if (read.Value.HasBinaries)
            {
                files.Add(item);
            }
        }

        var made = gathering.Give();
        if (made.IsFailure)
        {
            return new NodeResult.Failed(made.Failure);
        }

        using var output = new WrittenItems(context, "out");
        output.Page.Begin();
        made.Value.WriteTo(output.Page.Writer());
        await output.EndAsync(files.Give(), [.. Enumerable.Range(0, input.Count).Select(Origin.First)]).ConfigureAwait(false);
        await output.FlushAsync().ConfigureAwait(false);
        return NodeResult.Done;
    }
}
