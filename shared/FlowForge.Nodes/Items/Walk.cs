using System.Runtime.CompilerServices;
using FlowForge.Core;
using FlowForge.Core.Model;

namespace FlowForge.Nodes.Items;

/// <summary>Reads a list from its first item to its last, a page at a time.</summary>
internal static class Walk
{
    /// <summary>Each item with its index.</summary>
    public static async IAsyncEnumerable<(Item Item, int Index)> Of(ItemList list, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var index = 0; index < list.Count;)
        {
            foreach (var item in await list.ReadAsync(index, Limits.PageItems, cancellation).ConfigureAwait(false))
            {
                cancellation.ThrowIfCancellationRequested();
                yield return (item, index++);
            }
        }
    }
}
