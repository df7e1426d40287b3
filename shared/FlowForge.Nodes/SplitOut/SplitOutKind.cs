using System.Runtime.InteropServices;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Items;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.SplitOut;

/// <summary>Makes an item of each element of a list.</summary>
internal sealed class SplitOutKind : INodeKind
{
    private readonly TypedParameters<SplitOutParameters> parameters = new((_, resolved) => SplitOutParameters.Read(resolved));

    /// <inheritdoc/>
    public KindDescription Description => SplitOutDescription.Value;

    /// <inheritdoc/>
    public async ValueTask<NodeResult> RunAsync(INodeContext context, CancellationToken cancellation)
    {
        var input = context.FirstInput;
        using var output = new WrittenItems(context, "out");
        var written = 0L;
        for (var offset = 0; offset < input.Count;)
        {
            var items = await input.ReadAsync(offset, Limits.PageItems, cancellation).ConfigureAwait(false);
            var page = await parameters.PageAsync(context, offset, items.Count, cancellation).ConfigureAwait(false);
            for (var at = 0; at < items.Count; at++)
            {
                var read = page[at];
                if (read.IsFailure)
                {
                    if (context.FailItem(offset + at, read.Failure))
                    {
                        return NodeResult.Done;
                    }

                    continue;
                }

                var split = new SplitItem(items[at], read.Value);
                if ((written += split.Count) > Limits.SplitItems)
                {
                    return new NodeResult.Failed(Failure.Of(FailureCodes.Limit, $"A node may split lists into {Limits.SplitItems} items at most."));
                }

                if (await WriteAsync(context, output, split, offset + at, cancellation).ConfigureAwait(false))
                {
                    return NodeResult.Done;
                }
            }

            offset += items.Count;
        }

        await output.FlushAsync().ConfigureAwait(false);
        return NodeResult.Done;
    }

    private static async ValueTask<bool> WriteAsync(INodeContext context, WrittenItems output, SplitItem split, int index, CancellationToken cancellation)
    {
        for (var at = 0; at < split.Count; at++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (split.Whole(at) is { } whole)
            {
                output.Page.Begin();
                output.Page.Bytes.Write(JsonMarshal.GetRawUtf8Value(whole));
            }
            else
            {
                var made = split.At(at);
                if (made.IsFailure)
                {
                    return context.FailItem(index, made.Failure);
                }

                output.Page.Begin();
                made.Value.WriteTo(output.Page.Writer());
            }

            if (await output.EndAsync(split.Binary(at), Origin.First(index)).ConfigureAwait(false))
            {
                return true;
            }
        }

        return false;
    }
}
