using System.Runtime.InteropServices;
using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Nodes.Json;

namespace FlowForge.Nodes.Set;

/// <summary>Writes an item with its fields set.</summary>
internal static class ItemWriter
{
    /// <summary>Writes the object that was begun on <paramref name="page"/>, or gives the failure of this item.</summary>
    public static Failure? Write(JsonPage page, JsonElement item, SetParameters parameters)
    {
        if (!parameters.IsFlat)
        {
            return WriteDraft(page, item, parameters);
        }

        CopyFields(page.Bytes, item, parameters);
        return null;
    }

    // The path that most items take: bytes are copied, nothing is read again and nothing is made for a field.
    private static void CopyFields(PooledBytes bytes, JsonElement item, SetParameters parameters)
    {
        var names = parameters.Names.All;
        Span<bool> set = names.Count <= 128 ? stackalloc bool[names.Count] : new bool[names.Count];
        set.Clear();
        bytes.Write((byte)'{');
        var first = true;
        if (parameters.Keep != Keep.None)
        {
            foreach (var property in item.EnumerateObject())
            {
                if (parameters.Keep != Keep.All && IsNamed(property, parameters.Only) != (parameters.Keep == Keep.Selected))
                {
                    continue;
                }

                var at = PlaceOf(property, names);
                var value = at < 0 ? property.Value : parameters.Values[at];
                WriteField(bytes, JsonMarshal.GetRawUtf8PropertyName(property), value, ref first);
                if (at >= 0)
                {
                    set[at] = true;
                }
            }
        }

        for (var at = 0; at < names.Count; at++)
        {
            if (!set[at])
            {
                WriteField(bytes, names[at].Raw, parameters.Values[at], ref first);
            }
        }

        bytes.Write((byte)'}');
    }

    private static void WriteField(PooledBytes bytes, ReadOnlySpan<byte> rawName, JsonElement value, ref bool first)
    {
        if (!first)
        {
            bytes.Write((byte)',');
        }

        first = false;
        bytes.Write((byte)'"');
        bytes.Write(rawName);
        bytes.Write("\":"u8);
        bytes.Write(JsonMarshal.GetRawUtf8Value(value));
    }

    private static int PlaceOf(JsonProperty property, IReadOnlyList<FieldName> names)
    {
        for (var at = 0; at < names.Count; at++)
        {
            if (property.NameEquals(names[at].Utf8))
            {
                return at;
            }
        }

        return -1;
    }

    private static bool IsNamed(JsonProperty property, IReadOnlyList<FieldPath> only)
    {
        foreach (var path in only)
        {
            if (property.NameEquals(path.Text))
            {
                return true;
            }
        }

        return false;
    }

    private static ObjectDraft Without(JsonElement item, IReadOnlyList<FieldPath> names)
    {
        var draft = new ObjectDraft();
        foreach (var property in item.EnumerateObject())
        {
            if (!IsNamed(property, names))
            {
                draft.Put(property.Name, new(property.Value));
            }
        }

        return draft;
    }

    private static Failure? WriteDraft(JsonPage page, JsonElement item, SetParameters parameters)
    {
        var draft = parameters.Keep switch
        {
            Keep.All => new ObjectDraft(item),
            Keep.Except => Without(item, parameters.Only),
            _ => new ObjectDraft(),
        };
        foreach (var path in parameters.Keep == Keep.Selected ? parameters.Only : [])
        {
            var value = path.Find(item);
            if (value.ValueKind != JsonValueKind.Undefined && path.Put(draft, new(value)) is { } failure)
            {
                return failure;
            }
        }

        for (var at = 0; at < parameters.Values.Length; at++)
        {
            if (parameters.Names.All[at].Path.Put(draft, new(parameters.Values[at])) is { } failure)
            {
                return failure;
            }
        }

        draft.WriteTo(page.Writer());
        return null;
    }
}
