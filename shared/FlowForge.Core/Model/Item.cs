using System.Text.Json;

namespace FlowForge.Core.Model;

/// <summary>One item: a JSON object, and binary references by name when it has some.</summary>
/// <param name="Json">An object, normalised as JavaScript sees it (semantics 6).</param>
/// <param name="Binary"><c>{ name: { ref, mime, fileName, size } }</c>, or undefined.</param>
public readonly record struct Item(JsonElement Json, JsonElement Binary = default)
{
    /// <summary>Whether it carries binary references.</summary>
    public bool HasBinary => Binary.ValueKind == JsonValueKind.Object;
}

/// <summary>Where an output item came from: the item's index on an input port. <see cref="None"/> when it came from nowhere.</summary>
/// <param name="Port">Position of the input port in the kind's list, 0 for the first; -1 for none.</param>
/// <param name="Index">Index in that port's joined items.</param>
public readonly record struct Origin(int Port, int Index)
{
    /// <summary>Made by the node itself.</summary>
    public static readonly Origin None = new(-1, -1);

    /// <summary>Item <paramref name="index"/> of the first input port.</summary>
    public static Origin First(int index) => new(0, index);

    /// <summary>Whether there is no origin.</summary>
    public bool IsNone => Port < 0;
}
