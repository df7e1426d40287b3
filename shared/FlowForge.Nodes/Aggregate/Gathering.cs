using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Nodes.Items;
using FlowForge.Nodes.Json;

namespace FlowForge.Nodes.Aggregate;

/// <summary>The lists of an aggregate while they grow.</summary>
internal sealed class Gathering(AggregateParameters parameters) : IDisposable
{
    private readonly ArrayBytes[] lists = [.. Enumerable.Range(0, Math.Max(1, parameters.Fields.Count)).Select(_ => new ArrayBytes())];

    /// <summary>Takes an item's values. Failure: <c>limit.item</c> when the lists are larger than an item may be.</summary>
    public Failure? Add(Item item)
    {
        if (parameters.Items is { } choice)
        {
            var chosen = choice.Of(item.Json);
            if (choice.Included is Included.All || chosen.Names.Any())
            {
                lists[0].Add(JsonValues.TryOf(chosen) ?? default);
            }
        }

        for (var field = 0; field < parameters.Fields.Count; field++)
        {
            AddValue(lists[field], parameters.Fields[field].Path.Find(item.Json));
        }

        return lists.Sum(list => (long)list.Bytes) > Limits.ItemBytes
            ? Failure.Of(FailureCodes.ItemTooLarge, $"The item that all items make is larger than {Limits.ItemBytes} bytes.")
            : null;
    }

    /// <summary>The item that they make.</summary>
    public Outcome<ObjectDraft> Give()
    {
        var draft = new ObjectDraft();
        for (var at = 0; at < lists.Length; at++)
        {
            var to = parameters.Items is null ? parameters.Fields[at].As : parameters.As;
            if (lists[at].Read() is not { } list)
            {
                return Failure.Of(FailureCodes.Limit, $"The list \"{to.Text}\" is nested deeper than {Limits.Depth} levels.");
            }

            if (to.Put(draft, new(list)) is { } failure)
            {
                return failure;
            }
        }

        return draft;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var list in lists)
        {
            list.Dispose();
        }
    }

    private void AddValue(ArrayBytes list, JsonElement value)
    {
        if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
        {
            if (parameters.KeepsMissing)
            {
                list.Add(value);
            }

            return;
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            list.Add(value);
            return;
        }

        var elements = value.EnumerateArray().Where(element => parameters.KeepsMissing || element.ValueKind != JsonValueKind.Null);
        if (!parameters.MergesLists)
        {
            using var inner = new ArrayBytes();
            AddAll(inner, elements);
            list.Add(inner.Read() ?? value);
            return;
        }

        AddAll(list, elements);
    }

    private static void AddAll(ArrayBytes list, IEnumerable<JsonElement> elements)
    {
        foreach (var element in elements)
        {
            list.Add(element);
        }
    }
}
