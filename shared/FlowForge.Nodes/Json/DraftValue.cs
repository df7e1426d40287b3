using System.Runtime.InteropServices;
using System.Text.Json;
using FlowForge.Core;

namespace FlowForge.Nodes.Json;

/// <summary>A value that is being made: one that stands, or an object or an array that is open for change.</summary>
internal readonly record struct DraftValue(JsonElement Standing, ObjectDraft? Object = null, ArrayDraft? Array = null)
{
    /// <summary>An object that is open.</summary>
    public static DraftValue Of(ObjectDraft draft) => new(default, draft);

    /// <summary>Whether it is an object or an array.</summary>
    public bool IsComposite => Object is not null || Array is not null || Standing.ValueKind is JsonValueKind.Object or JsonValueKind.Array;

    /// <summary>Takes what is at a step away; a place of an array becomes null.</summary>
    public void Remove(PathStep step)
    {
        Object?.Remove(step.Name);
        if (Array is not null && step.Index is { } index && index < Array.Count)
        {
            Array.Put(index, default);
        }
    }

    /// <summary>Whether there is no value.</summary>
    public bool IsUndefined => Object is null && Array is null && Standing.ValueKind == JsonValueKind.Undefined;

    /// <summary>What is at a step; undefined when nothing is.</summary>
    public DraftValue Child(PathStep step) =>
        Object is not null ? Object.Find(step.Name)
        : Array is not null ? step.Index is { } place ? Array.At(place) : default
        : Standing.ValueKind switch
        {
            JsonValueKind.Object when Standing.TryGetProperty(step.Name, out var value) => new(value),
            JsonValueKind.Array when step.Index is { } index && index < Standing.GetArrayLength() => new(Standing[index]),
            _ => default,
        };

    /// <summary>This value open for change; a new array or object when it is neither.</summary>
    /// <param name="next">The step that follows: an index makes an array.</param>
    public DraftValue Opened(PathStep next) =>
        Object is not null || Array is not null ? this
        : Standing.ValueKind switch
        {
            JsonValueKind.Object => Of(new ObjectDraft(Standing)),
            JsonValueKind.Array => new(default, null, new ArrayDraft(Standing)),
            _ when next.Index is not null => new(default, null, new ArrayDraft()),
            _ => Of(new ObjectDraft()),
        };

    /// <summary>Puts a value at a step. What is wrong, as the end of a sentence, or null.</summary>
    public string? Put(PathStep step, DraftValue value)
    {
        if (Array is null)
        {
            Object!.Put(step.Name, value);
            return null;
        }

        return step.Index is not { } index ? $"an array has no field \"{step.Name}\""
            : Array.Put(index, value) ? null
            : $"the index {index} leaves more than {Limits.ArrayGap} places empty";
    }

    /// <summary>Writes it.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        if (Object is not null)
        {
            Object.WriteTo(writer);
        }
        else if (Array is not null)
        {
            Array.WriteTo(writer);
        }
        else if (Standing.ValueKind == JsonValueKind.Undefined)
        {
            writer.WriteNullValue();
        }
        else
        {
            writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(Standing), skipInputValidation: true);
        }
    }
}
