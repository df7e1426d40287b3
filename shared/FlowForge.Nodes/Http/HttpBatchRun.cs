using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Nodes.Http;

/// <summary>Calls for every input item: several under way at a time, their items put out in the order of the input.</summary>
internal sealed class HttpBatchRun(INodeContext context, HttpItemCalls calls)
{
    private readonly Queue<Task<HttpItemResult>> underWay = new();
    private HttpBatching? batching;
    private Outcome<HttpParameters>? literal;

    public async ValueTask<NodeResult> RunAsync(CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            await StartAllAsync(stop.Token).ConfigureAwait(false);
            return NodeResult.Done;
        }
        finally
        {
            // Ends what is still under way when an item failed for good or the run is cancelled.
            await stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll((IEnumerable<Task>)underWay).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async ValueTask StartAllAsync(CancellationToken cancellation)
    {
        var count = context.FirstInput.Count;
        for (var offset = 0; offset < count; offset += Limits.PageItems)
        {
            var resolved = await context.ResolveAsync(offset, Math.Min(Limits.PageItems, count - offset), cancellation).ConfigureAwait(false);
            for (var i = 0; i < resolved.Count; i++)
            {
                if (await StartAsync(offset + i, resolved[i], cancellation).ConfigureAwait(false))
                {
                    return;
                }
            }
        }

        await DrainAsync(0).ConfigureAwait(false);
    }

    /// <summary>Starts an item's calls once its turn has come; true when the rest is of no use.</summary>
    private async ValueTask<bool> StartAsync(int index, Outcome<JsonElement> resolved, CancellationToken cancellation)
    {
        var parameters = Read(resolved);
        batching ??= parameters.Value?.Batching;
        var pace = batching ?? HttpBatching.Default;
        if (pace.BeginsAt(index))
        {
            if (await DrainAsync(0).ConfigureAwait(false))
            {
                return true;
            }

            await Task.Delay(pace.Interval, context.Clock, cancellation).ConfigureAwait(false);
        }

        if (await DrainAsync(pace.Concurrency - 1).ConfigureAwait(false))
        {
            return true;
        }

        underWay.Enqueue(parameters.IsFailure
            ? Task.FromResult(new HttpItemResult(index, [], parameters.Failure with { Item = index }))
            : calls.RunAsync(index, parameters.Value, cancellation));
        return false;
    }

    // Without expressions every item has the same parameters, so they are read once.
    private Outcome<HttpParameters> Read(Outcome<JsonElement> resolved)
    {
        if (resolved.IsFailure)
        {
            return resolved.Failure;
        }

        return context.HasExpressions ? HttpParameters.Read(resolved.Value) : literal ??= HttpParameters.Read(resolved.Value);
    }

    /// <summary>Puts out the oldest results until at most <paramref name="left"/> calls are under way; true when the rest is of no use.</summary>
    private async ValueTask<bool> DrainAsync(int left)
    {
        while (underWay.Count > left)
        {
            var result = await underWay.Dequeue().ConfigureAwait(false);
            if (result.Failure is { } failure)
            {
                if (context.FailItem(result.Index, failure))
                {
                    return true;
                }

                continue;
            }

            foreach (var item in result.Items)
            {
                await context.WriteAsync(context.OutputPorts[0], item, Origin.First(result.Index)).ConfigureAwait(false);
            }
        }

        return false;
    }
}
