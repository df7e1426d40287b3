using System.Runtime.InteropServices;
using System.Text.Json;

namespace FlowForge.Core.Serialization;

/// <summary>Writes a value anew as JavaScript would. Depth is bounded by the parser that gave the value.</summary>
internal static class JsJsonWriter
{
    public static void Write(Utf8JsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(writer, value);
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var element in value.EnumerateArray())
                {
                    Write(writer, element);
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                WriteString(writer, JsonMarshal.GetRawUtf8Value(value));
                break;
            case JsonValueKind.Number:
                WriteNumber(writer, JsonMarshal.GetRawUtf8Value(value));
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    private static void WriteObject(Utf8JsonWriter writer, JsonElement value)
    {
        var properties = new JsProperties();
        foreach (var property in value.EnumerateObject())
        {
            properties.Set(JsonText.Unescape(JsonMarshal.GetRawUtf8PropertyName(property)), property.Value);
        }

        writer.WriteStartObject();
        foreach (var (name, child) in properties.InOrder())
        {
            writer.WritePropertyName(name);
            Write(writer, child);
        }

        writer.WriteEndObject();
    }

    private static void WriteString(Utf8JsonWriter writer, ReadOnlySpan<byte> quoted)
    {
        if (JsonText.LoneSurrogate(quoted[1..^1]) < 0)
        {
            writer.WriteRawValue(quoted, skipInputValidation: true);
        }
        else
        {
            writer.WriteStringValue(JsonText.Unescape(quoted[1..^1]));
        }
    }

    private static void WriteNumber(Utf8JsonWriter writer, ReadOnlySpan<byte> number)
    {
        if (JsNumber.IsShortest(number))
        {
            writer.WriteRawValue(number, skipInputValidation: true);
        }
        else if (JsNumber.Parse(number) is var value && double.IsFinite(value))
        {
            Span<byte> text = stackalloc byte[JsNumber.MaxLength];
            writer.WriteRawValue(text[..JsNumber.Format(value, text)], skipInputValidation: true);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
