using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Items;
using FlowForge.Nodes.Json;

namespace FlowForge.Nodes.Merge;

/// <summary>The items of a merge on their way out: combined ones, and those that stay alone.</summary>
internal sealed class CombinedItems(INodeContext context, MergeParameters parameters) : IDisposable
{
    private readonly ItemCombiner combiner = new(parameters);
    private readonly WrittenItems output = new(context, "out");
    private int written;

    /// <summary>The failure of a merge that gives too many items.</summary>
    public static Failure TooMany => Failure.Of(FailureCodes.Limit, $"A merge may combine {Limits.MergeItems} items at most.");

    /// <summary>Puts an item out as it is.</summary>
    public async ValueTask AloneAsync(Item item, Origin origin) => await output.AddAsync(Marked(item, origin), origin).ConfigureAwait(false);

    /// <summary>Puts out the item that some items make. False when there are too many.</summary>
    public async ValueTask<bool> TogetherAsync(Item[] items, Origin[] origins)
    {
        if (++written > Limits.MergeItems)
        {
            return false;
        }

        if (items.Length == 1)
        {
            await AloneAsync(items[0], origins[0]).ConfigureAwait(false);
            return true;
        }

        await output.EndAsync(Begin(items, origins), origins).ConfigureAwait(false);
        return true;
    }

    /// <summary>Puts out what is left.</summary>
    public async ValueTask EndAsync() => await output.FlushAsync().ConfigureAwait(false);

    /// <inheritdoc/>
    public void Dispose() => output.Dispose();

    /// <summary>The item with the input that it came from, where that is asked for.</summary>
    private Item Marked(Item item, Origin origin)
    {
        if (parameters is { Mode: MergeMode.Key, Clash: Clash.Suffix, SuffixesAll: true })
        {
            return item with { Json = JsonValues.Write(combiner.Alone(item.Json, origin.Port + 1).WriteTo) };
        }

        if (parameters.Mark is not { Length: > 0 } mark || context.InputPorts.Any(port => context.Input(port).Count == 0))
        {
            return item;
        }

        var draft = new ObjectDraft(item.Json);
        draft.Put(mark, new(JsonValues.Text(origin.Port == 0 ? "input1" : "input2")));
        return item with { Json = JsonValues.Write(draft.WriteTo) };
    }

    private JsonElement Begin(Item[] items, Origin[] origins)
    {
        Span<int> inputs = stackalloc int[origins.Length];
        for (var at = 0; at < origins.Length; at++)
        {
            inputs[at] = origins[at].Port + 1;
        }

        output.Page.Begin();
        combiner.Write(output.Page, items, inputs);
        return combiner.Binary(items, inputs);
    }
}
