using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Items;

namespace FlowForge.Nodes.Merge;

/// <summary>First with first, second with second, over all inputs.</summary>
internal static class ByPosition
{
    /// <summary>Runs it; a failure or null.</summary>
    public static async ValueTask<Failure?> RunAsync(INodeContext context, MergeParameters parameters, CancellationToken cancellation)
    {
        var lists = context.InputPorts.Select(context.Input).ToArray();
        var readers = lists.Select(list => new KeptItems(list, bytes: 0)).ToArray();
        var count = parameters.Unpaired switch
        {
            Unpaired.Keep => lists.Max(list => list.Count),
            Unpaired.First => lists[0].Count,
            _ => lists.Min(list => list.Count),
        };
        using var output = new CombinedItems(context, parameters);
        for (var index = 0; index < count; index++)
        {
            cancellation.ThrowIfCancellationRequested();
            List<Item> items = new(lists.Length);
            List<Origin> origins = new(lists.Length);
            for (var port = 0; port < lists.Length; port++)
            {
                if (index < lists[port].Count)
                {
                    items.Add(await readers[port].AtAsync(index, cancellation).ConfigureAwait(false));
                    origins.Add(new(port, index));
                }
            }

            if (!await output.TogetherAsync([.. items], [.. origins]).ConfigureAwait(false))
            {
                return CombinedItems.TooMany;
            }
        }

        await output.EndAsync().ConfigureAwait(false);
        return null;
    }
}
