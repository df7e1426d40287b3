using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FlowForge.Core.Serialization;

namespace FlowForge.Nodes.Json;

/// <summary>A value as one text, the same for values that are equal: names in order, numbers as JavaScript writes them.</summary>
internal static class CanonicalText
{
    private const int ShortText = 40;

    /// <summary>The text.</summary>
    public static string Of(JsonElement value)
    {
        var text = new StringBuilder();
        Append(text, value);
        return text.ToString();
    }

    /// <summary>The text when it is short, else a hash of it (SHA-256), so that many can be kept.</summary>
    public static string Digest(JsonElement value) => Digest(Of(value));

    /// <summary>The text when it is short, else a hash of it.</summary>
    public static string Digest(string text) =>
        text.Length <= ShortText ? text : $"#{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";

    private static void Append(StringBuilder text, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                text.Append('{');
                foreach (var field in value.EnumerateObject().OrderBy(field => field.Name, StringComparer.Ordinal))
                {
                    text.Append('"').Append(JsonEncodedText.Encode(field.Name)).Append("\":");
                    Append(text, field.Value);
                    text.Append(',');
                }

                text.Append('}');
                break;
            case JsonValueKind.Array:
                text.Append('[');
                foreach (var element in value.EnumerateArray())
                {
                    Append(text, element);
                    text.Append(',');
                }

                text.Append(']');
                break;
            case JsonValueKind.String:
                text.Append('"').Append(JsonEncodedText.Encode(value.GetString()!)).Append('"');
                break;
            case JsonValueKind.Number:
                text.Append(JsNumber.Format(value.GetDouble()));
                break;
            case JsonValueKind.Undefined:
                text.Append('-');
                break;
            default:
                text.Append(value.GetRawText());
                break;
        }
    }
}
