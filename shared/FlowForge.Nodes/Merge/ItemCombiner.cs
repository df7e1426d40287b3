using System.Globalization;
using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Nodes.Json;

namespace FlowForge.Nodes.Merge;

/// <summary>Makes one item of several, as the parameters say about fields that more than one of them has.</summary>
internal sealed class ItemCombiner(MergeParameters parameters)
{
    // A key that both name the same way has one value, so it is no clash.
    private readonly HashSet<string> shared =
        [.. parameters.Keys.Where(key => key.Left.Text == key.Right.Text && key.Left.Steps.Count == 1).Select(key => key.Left.Text)];

    /// <summary>Writes the fields of all into an object that was begun on <paramref name="page"/>.</summary>
    /// <param name="page">Where the object is written.</param>
    /// <param name="items">The items.</param>
    /// <param name="inputs">The number of each one's input, 1 for the first.</param>
    public void Write(JsonPage page, ReadOnlySpan<Item> items, ReadOnlySpan<int> inputs) =>
        Combine([.. Jsons(items)], inputs).WriteTo(page.Writer());

    /// <summary>The binary references of all; undefined when none has any.</summary>
    public JsonElement Binary(ReadOnlySpan<Item> items, ReadOnlySpan<int> inputs)
    {
        List<JsonElement> parts = [];
        List<int> numbers = [];
        for (var at = 0; at < items.Length; at++)
        {
            if (items[at].HasBinary)
            {
                parts.Add(items[at].Binary);
                numbers.Add(inputs[at]);
            }
        }

        if (parts.Count < 2)
        {
            return parts.Count == 0 ? default : parts[0];
        }

        using var bytes = new PooledBytes();
        using (var writer = new Utf8JsonWriter(bytes, JsonPage.WriterOptions))
        {
            Combine([.. parts], [.. numbers]).WriteTo(writer);
        }

        return JsonElement.Parse(bytes.Written);
    }

    private ObjectDraft Combine(JsonElement[] parts, ReadOnlySpan<int> inputs)
    {
        if (parameters.Clash == Clash.Suffix)
        {
            return Suffixed(parts, inputs);
        }

        // Whose values win comes last, so that the fields of the others stand first; by position all stand as they come.
        var keepsOwn = parameters is { Clash: Clash.First, Mode: MergeMode.Position };
        var order = parameters.Clash == Clash.First && !keepsOwn ? [.. parts[1..], parts[0]] : parts;
        var draft = new ObjectDraft(order[0]);
        foreach (var part in order[1..])
        {
            draft.Merge(part, keepsOwn, parameters.IsDeep);
        }

        return draft;
    }

    /// <summary>An item that stays alone, its fields with the number of its input.</summary>
    public ObjectDraft Alone(JsonElement part, int input) => Suffixed([part], [input]);

    private ObjectDraft Suffixed(JsonElement[] parts, ReadOnlySpan<int> inputs)
    {
        var clashes = parameters.SuffixesAll
            ? parts.SelectMany(part => part.EnumerateObject().Select(field => field.Name)).ToHashSet(StringComparer.Ordinal)
            : parts.SelectMany(part => part.EnumerateObject().Select(field => field.Name))
                .CountBy(name => name).Where(pair => pair.Value > 1 && !shared.Contains(pair.Key)).Select(pair => pair.Key).ToHashSet(StringComparer.Ordinal);
        var draft = new ObjectDraft();
        for (var at = 0; at < parts.Length; at++)
        {
            foreach (var field in parts[at].EnumerateObject())
            {
                var name = clashes.Contains(field.Name) ? $"{field.Name}_{inputs[at].ToString(CultureInfo.InvariantCulture)}" : field.Name;
                draft.Put(name, new(field.Value));
            }
        }

        return draft;
    }

    private static JsonElement[] Jsons(ReadOnlySpan<Item> items)
    {
        var jsons = new JsonElement[items.Length];
        for (var at = 0; at < items.Length; at++)
        {
            jsons[at] = items[at].Json;
        }

        return jsons;
    }
}
