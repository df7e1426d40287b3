using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using FlowForge.Core.Assistance;
using FlowForge.Core.Serialization;

namespace FlowForge.Ai.Prompting;

/// <summary>Items as a model sees them: their shape whole, of their values only what a cause may lie in, and nothing that looks like a secret.</summary>
internal static partial class ItemText
{
    private const int Properties = 60;
    private const int Elements = 3;
    private const int TextLength = 80;
    private const int Looked = 400;
    private const int Depth = 8;
    private const int Most = 12_000;

    /// <summary>Lists of items, a line each.</summary>
    public static string Of(IEnumerable<ExcerptItems> lists)
    {
        var text = new StringBuilder();
        foreach (var list in lists)
        {
            text.Append(list.NodeId).Append('.').Append(list.Port).Append(": ").Append(list.Count).Append(" item(s)\n");
            foreach (var item in list.Items)
            {
                text.Append("  ").Append(Of(item.Json)).Append('\n');
            }
        }

        return text.Length <= Most ? text.ToString() : $"{text.ToString(0, Most)}…\n";
    }

    /// <summary>One value, redacted.</summary>
    public static string Of(JsonElement value) => Encoding.UTF8.GetString(JsonBuild.Bytes(writer => Write(writer, value, 0)).Span);

    private static void Write(Utf8JsonWriter writer, JsonElement value, int depth)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object when depth < Depth:
                writer.WriteStartObject();
                foreach (var property in value.EnumerateObject().Take(Properties))
                {
                    writer.WritePropertyName(property.Name);
                    if (Secret().IsMatch(property.Name) && property.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number)
                    {
                        writer.WriteStringValue("[redacted]");
                    }
                    else
                    {
                        Write(writer, property.Value, depth + 1);
                    }
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array when depth < Depth:
                writer.WriteStartArray();
                foreach (var element in value.EnumerateArray().Take(Elements))
                {
                    Write(writer, element, depth + 1);
                }

                if (value.GetArrayLength() > Elements)
                {
                    writer.WriteStringValue($"[{value.GetArrayLength() - Elements} more]");
                }

                writer.WriteEndArray();
                break;
            case JsonValueKind.Object or JsonValueKind.Array:
                writer.WriteStringValue("[deeper]");
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(Text(value.GetString()!));
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    /// <summary>Addresses of people and long runs of letters and digits, as keys are, are not shown.</summary>
    private static string Text(string text)
    {
        // What is cut off is not looked at, so that a long text costs no more than a short one.
        var start = text.Length <= Looked ? text : text[..Looked];
        var bare = Token().Replace(Mail().Replace(start, "[email]"), "[redacted]");
        return bare.Length <= TextLength ? bare : $"{bare[..TextLength]}… [{text.Length} characters]";
    }

    [GeneratedRegex("pass(word|phrase)?$|secret|token|authorization|cookie|api.?key|private.?key|credential|iban|card.?number|cvc|ssn", RegexOptions.IgnoreCase)]
    private static partial Regex Secret();

    [GeneratedRegex(@"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}")]
    private static partial Regex Mail();

    [GeneratedRegex(@"[A-Za-z0-9_\-+/=]{24,}")]
    private static partial Regex Token();
}
