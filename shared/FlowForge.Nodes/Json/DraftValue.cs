using System.Runtime.InteropServices;
using System.Text.Json;
using FlowForge.Core;

namespace FlowForge.Nodes.Json;

/// <summary>A value that is being made: one that stands, or an object or an array that is open for change.</summary>
internal readonly record struct DraftValue(JsonElement Standing, ObjectDraft? Object = null, ArrayDraft? Array = null)
{
    /// <summary>An object that is open.</summary>
    public static DraftValue Of(ObjectDraft draft) => new(default, draft);

    /// <summary>What is at a step; undefined when nothing is.</summary>
    public DraftValue Child(PathStep step) =>
        Object is not null ? Object.Find(step.Name)
        : Array is not null && step.Index is { } index ? Array.At(index)
        : default;

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
