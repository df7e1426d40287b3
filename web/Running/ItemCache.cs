using System.Text.Json;
using FlowForge.Web.Client;

namespace FlowForge.Web.Running;

/// <summary>Pages of items that were looked at lately, so that going back and forth asks the server once.</summary>
internal sealed class ItemCache(RunApi runs, string run)
{
    private const int Pages = 64;

    private readonly Dictionary<string, LinkedListNode<(string Key, IReadOnlyList<JsonElement> Items)>> pages = new(StringComparer.Ordinal);
    private readonly LinkedList<(string Key, IReadOnlyList<JsonElement> Items)> used = [];

    /// <summary>A page of items of a frame's port; null when the server does not give it.</summary>
    public async Task<IReadOnlyList<JsonElement>?> GetAsync(long sequence, bool isOutput, string port, int offset, int limit)
    {
        var key = $"{sequence}/{isOutput}/{port}/{offset}/{limit}";
        if (pages.TryGetValue(key, out var page))
        {
            used.Remove(page);
            used.AddFirst(page);
            return page.Value.Items;
        }

        if (await runs.ItemsAsync(run, sequence, isOutput ? "output" : "input", port, offset, limit) is not ApiAnswer.Good good)
        {
            return null;
        }

        IReadOnlyList<JsonElement> items = [.. good.Json().GetProperty("items").EnumerateArray()];
        pages[key] = used.AddFirst((key, items));
        if (used.Count > Pages)
        {
            pages.Remove(used.Last!.Value.Key);
            used.RemoveLast();
        }

        return items;
    }
}
