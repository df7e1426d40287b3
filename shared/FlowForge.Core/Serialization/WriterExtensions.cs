using System.Runtime.InteropServices;
using System.Text.Json;

namespace FlowForge.Core.Serialization;

/// <summary>Properties that are left out when they say nothing.</summary>
internal static class WriterExtensions
{
    public static void Text(this Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    public static void Flag(this Utf8JsonWriter writer, string name, bool value)
    {
        if (value)
        {
            writer.WriteBoolean(name, true);
        }
    }

    public static void Number(this Utf8JsonWriter writer, string name, double? value)
    {
        if (value is { } number)
        {
            Span<byte> text = stackalloc byte[JsNumber.MaxLength];
            writer.WritePropertyName(name);
            writer.WriteRawValue(text[..JsNumber.Format(number, text)], skipInputValidation: true);
        }
    }

    public static void Word<T>(this Utf8JsonWriter writer, string name, T value, T standard)
        where T : struct, Enum
    {
        if (!EqualityComparer<T>.Default.Equals(value, standard))
        {
            writer.WriteString(name, Words<T>.Of(value));
        }
    }

    /// <summary>A value, written anew in the writer's form.</summary>
    public static void Element(this Utf8JsonWriter writer, string name, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Undefined)
        {
            writer.WritePropertyName(name);
            value.WriteTo(writer);
        }
    }

    /// <summary>A <c>meta</c>, byte for byte.</summary>
    public static void Meta(this Utf8JsonWriter writer, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Undefined)
        {
            writer.WritePropertyName("meta");
            writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(value), skipInputValidation: true);
        }
    }
}
