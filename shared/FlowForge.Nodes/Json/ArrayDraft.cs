using System.Text.Json;
using FlowForge.Core;

namespace FlowForge.Nodes.Json;

/// <summary>An array that is open for change.</summary>
internal sealed class ArrayDraft
{
    private readonly List<DraftValue> values = [];

    /// <summary>An empty one.</summary>
    public ArrayDraft()
    {
    }

    /// <summary>One with the elements of <paramref name="array"/>.</summary>
    public ArrayDraft(JsonElement array) => values.AddRange(array.EnumerateArray().Select(element => new DraftValue(element)));

    /// <summary>How many values it has.</summary>
    public int Count => values.Count;

    /// <summary>Adds a value at the end.</summary>
    public void Add(DraftValue value) => values.Add(value);

    /// <summary>The value at an index; undefined behind the end.</summary>
    public DraftValue At(int index) => index < values.Count ? values[index] : default;

    /// <summary>Puts a value at an index; places that stay empty are null. False when there would be too many of them.</summary>
    public bool Put(int index, DraftValue value)
    {
        if (index - values.Count > Limits.ArrayGap)
        {
            return false;
        }

        while (values.Count <= index)
        {
            values.Add(default);
        }

        values[index] = value;
        return true;
    }

    /// <summary>Writes it.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        foreach (var value in values)
        {
            value.WriteTo(writer);
        }

        writer.WriteEndArray();
    }
}
