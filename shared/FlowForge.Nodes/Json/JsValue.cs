using System.Runtime.InteropServices;
using System.Text.Json;

namespace FlowForge.Nodes.Json;

/// <summary>Values of a document made into values of an item (semantics 6): numbers as doubles, integer keys first.</summary>
internal static class JsValue
{
    /// <summary>The value as JavaScript sees it; the very same one when it already is.</summary>
    public static JsonElement Normalised(JsonElement value)
    {
        if (IsNormal(value))
        {
            return value;
        }

        using var bytes = new PooledBytes();
        using (var writer = new Utf8JsonWriter(bytes, JsonPage.WriterOptions))
        {
            Write(writer, value);
        }

        return JsonElement.Parse(bytes.Written);
    }

    private static bool IsNormal(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Number:
                return JsNumber.IsPlain(JsonMarshal.GetRawUtf8Value(value));
            case JsonValueKind.Array:
                foreach (var element in value.EnumerateArray())
                {
                    if (!IsNormal(element))
                    {
                        return false;
                    }
                }

                return true;
            case JsonValueKind.Object:
                foreach (var property in value.EnumerateObject())
                {
                    if (char.IsAsciiDigit(FirstOf(property)) || !IsNormal(property.Value))
                    {
                        return false;
                    }
                }

                return true;
            default:
                return true;
        }
    }

    private static char FirstOf(JsonProperty property) =>
        JsonMarshal.GetRawUtf8PropertyName(property) is { Length: > 0 } name ? (char)name[0] : 'x';

    private static void Write(Utf8JsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Number:
                writer.WriteRawValue(JsNumber.Text(value.GetDouble()), skipInputValidation: true);
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var element in value.EnumerateArray())
                {
                    Write(writer, element);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var property in IntegerKey.Ordered([.. value.EnumerateObject()], property => property.Name))
                {
                    writer.WritePropertyName(property.Name);
                    Write(writer, property.Value);
                }

                writer.WriteEndObject();
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }
}
