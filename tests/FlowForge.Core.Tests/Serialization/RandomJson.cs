using System.Text;
using System.Text.Json;

namespace FlowForge.Core.Tests.Serialization;

/// <summary>JSON of every awkward sort that is still valid: white space, escapes, duplicates, odd numbers, lone surrogates.</summary>
public static class RandomJson
{
    private static readonly string[] Keys = ["a", "b", "name", "0", "7", "10", "01", "a b", "\\u0061", "\\ud800", "é", "on", "", "4294967295"];
    private static readonly string[] Numbers = ["0", "-0", "1", "1.0", "1e3", "0.1", "1e-7", "12345678901234567890", "-2.50", "1E+2", "5e-324", "42"];
    private static readonly string[] Strings = ["", "x", "\\n", "\\ud83d\\ude00", "\\udc00", "é", "\\\\", "\\\"", "no", "010", "\\u0000", "= {{ 1 }}"];

    public static string Text(Random random, int depth)
    {
        var text = new StringBuilder();
        Append(text, random, depth);
        return text.ToString();
    }

    private static void Append(StringBuilder text, Random random, int depth)
    {
        Space(text, random);
        switch (random.Next(depth > 0 ? 7 : 4))
        {
            case 0:
                text.Append(Pick(random, ["true", "false", "null"]));
                break;
            case 1 or 2:
                text.Append(Pick(random, Numbers));
                break;
            case 3:
                text.Append('"').Append(Pick(random, Strings)).Append('"');
                break;
            case 4:
                Many(text, random, '[', ']', () => Append(text, random, depth - 1));
                break;
            default:
                Many(text, random, '{', '}', () =>
                {
                    text.Append('"').Append(Pick(random, Keys)).Append("\":");
                    Append(text, random, depth - 1);
                });
                break;
        }

        Space(text, random);
    }

    private static void Many(StringBuilder text, Random random, char open, char close, Action append)
    {
        text.Append(open);
        for (var i = random.Next(5); i > 0; i--)
        {
            append();
            text.Append(i > 1 ? "," : "");
        }

        text.Append(close);
    }

    private static void Space(StringBuilder text, Random random) => text.Append(random.Next(40) == 0 ? " " : "");

    private static string Pick(Random random, string[] choices) => choices[random.Next(choices.Length)];

    /// <summary>A strict JSON object with awkward texts, for documents.</summary>
    public static JsonElement Strict(Random random, int depth, Func<Random, string> text)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            WriteObject(writer, random, depth, text);
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }

    private static void WriteObject(Utf8JsonWriter writer, Random random, int depth, Func<Random, string> text)
    {
        writer.WriteStartObject();
        for (var i = random.Next(5); i > 0; i--)
        {
            writer.WritePropertyName($"{text(random)}{i}");
            WriteValue(writer, random, depth - 1, text);
        }

        writer.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter writer, Random random, int depth, Func<Random, string> text)
    {
        switch (random.Next(depth > 0 ? 7 : 5))
        {
            case 0:
                writer.WriteNullValue();
                break;
            case 1:
                writer.WriteBooleanValue(random.Next(2) == 0);
                break;
            case 2:
                writer.WriteRawValue(Pick(random, Numbers));
                break;
            case 5:
                WriteObject(writer, random, depth, text);
                break;
            case 6:
                writer.WriteStartArray();
                for (var i = random.Next(4); i > 0; i--)
                {
                    WriteValue(writer, random, depth - 1, text);
                }

                writer.WriteEndArray();
                break;
            default:
                writer.WriteStringValue(text(random));
                break;
        }
    }
}
