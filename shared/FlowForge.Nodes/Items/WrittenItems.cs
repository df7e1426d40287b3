using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Json;

namespace FlowForge.Nodes.Items;

/// <summary>
/// Items of one output port on their way out, in order: some pass as they are, some are written here.
/// What is written is read a page at a time, so that memory stays bounded and each page costs one document.
/// </summary>
internal sealed class WrittenItems(INodeContext context, string port) : IDisposable
{
    private readonly List<Pending> pending = [];
    private readonly JsonPage page = new();

    /// <summary>The page whose <see cref="JsonPage.Begin"/> starts the next item; <see cref="EndAsync(JsonElement, Origin)"/> ends it.</summary>
    public JsonPage Page => page;

    /// <summary>Ends the item that was begun. True when the kind may return (<see cref="INodeContext.FailItem"/>).</summary>
    public ValueTask<bool> EndAsync(JsonElement binary, Origin origin)
    {
        page.End();
        return AddAsync(new(true, new Item(default, binary), origin, null));
    }

    /// <summary>Ends an item that several made.</summary>
    public ValueTask<bool> EndAsync(JsonElement binary, IReadOnlyList<Origin> origins)
    {
        page.End();
        return AddAsync(new(true, new Item(default, binary), origins[0], origins));
    }

    /// <summary>Adds an item as it is.</summary>
    public ValueTask<bool> AddAsync(Item item, Origin origin) => AddAsync(new(false, item, origin, null));

    /// <summary>Puts out what is left. True when the kind may return.</summary>
    public async ValueTask<bool> FlushAsync()
    {
        var objects = page.Read();
        var next = 0;
        foreach (var entry in pending)
        {
            var json = entry.IsWritten ? objects[next++] : entry.Item.Json;
            if (json is null)
            {
                if (context.FailItem(entry.Origin.Index, TooDeep))
                {
                    return true;
                }

                continue;
            }

            var item = new Item(json.Value, entry.Item.Binary);
            if (entry.Origins is null)
            {
                await context.WriteAsync(port, item, entry.Origin).ConfigureAwait(false);
            }
            else
            {
                await context.WriteAsync(port, item, entry.Origins).ConfigureAwait(false);
            }
        }

        pending.Clear();
        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => page.Dispose();

    private static Failure TooDeep => Failure.Of(FailureCodes.Limit, $"The item is nested deeper than {Limits.Depth} levels.");

    private ValueTask<bool> AddAsync(Pending entry)
    {
        pending.Add(entry);
        return pending.Count >= Limits.PageItems || page.Bytes.Count >= Limits.PageBytes ? FlushAsync() : new(false);
    }

    private readonly record struct Pending(bool IsWritten, Item Item, Origin Origin, IReadOnlyList<Origin>? Origins);
}
