using System.Globalization;
using System.Text.Json;
using FlowForge.Core.Binaries;
using FlowForge.Core.Model;
using FlowForge.Nodes.Json;

namespace FlowForge.Nodes.Aggregate;

/// <summary>The files of all items on one.</summary>
/// <param name="unique">Whether the same content comes once.</param>
internal sealed class GatheredFiles(bool unique)
{
    private readonly ObjectDraft files = new();
    private readonly HashSet<string> contents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> taken = new(StringComparer.Ordinal);

    /// <summary>Takes an item's files; a name that is taken gets a number.</summary>
    public void Add(Item item)
    {
        if (!item.HasBinary)
        {
            return;
        }

        foreach (var file in item.Binary.EnumerateObject())
        {
            var content = BinaryRef.Read(file.Value)?.Ref.ToString() ?? file.Value.GetRawText();
            if (unique && !contents.Add(content))
            {
                continue;
            }

            files.Put(NameOf(file.Name), new(file.Value));
        }
    }

    /// <summary>The new item's <c>binary</c>; undefined without files.</summary>
    public JsonElement Give() => files.Names.Any() ? JsonValues.TryOf(files) ?? default : default;

    private string NameOf(string name)
    {
        var free = name;
        while (files.Has(free))
        {
            taken[name] = taken.GetValueOrDefault(name) + 1;
            free = $"{name}_{taken[name].ToString(CultureInfo.InvariantCulture)}";
        }

        return free;
    }
}
