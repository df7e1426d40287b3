using System.Text.Json;
using FlowForge.Nodes.Files;
using FlowForge.Nodes.Json;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace FlowForge.Nodes.YamlFile;

/// <summary>
/// What plain scalars mean: <c>null</c>, <c>~</c>, <c>true</c>, <c>false</c> and numbers as JSON writes them; all else, <c>no</c>, <c>010</c>
/// and dates among it, is text. (YAML 1.2's core schema without its octal and hexadecimal numbers.)
/// </summary>
internal static class YamlScalars
{
    // Words that other YAML readers take for something else; they are quoted for their sake.
    private static readonly HashSet<string> Ambiguous =
        new(["", "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n", ".inf", ".nan", "<<", "="], StringComparer.OrdinalIgnoreCase);

    /// <summary>Writes the value of a scalar.</summary>
    public static void Write(Utf8JsonWriter writer, Scalar scalar)
    {
        var isText = scalar.Style != ScalarStyle.Plain || scalar.Tag == "tag:yaml.org,2002:str";
        switch (scalar.Value)
        {
            case var text when isText:
                writer.WriteStringValue(text);
                break;
            case "" or "~" or "null" or "Null" or "NULL":
                writer.WriteNullValue();
                break;
            case "true" or "True" or "TRUE":
                writer.WriteBooleanValue(true);
                break;
            case "false" or "False" or "FALSE":
                writer.WriteBooleanValue(false);
                break;
            case var text when NumberText.Read(text) is { } number:
                CellValue.Of(number).WriteTo(writer);
                break;
            case var text:
                writer.WriteStringValue(text);
                break;
        }
    }

    /// <summary>How a text is written so that every reader takes it for one.</summary>
    public static ScalarStyle StyleOf(string text)
    {
        // White space at the ends, and tabs anywhere, are where emitters and parsers disagree.
        if (Ambiguous.Contains(text) || char.IsAsciiDigit(text[0]) || text[0] is '+' or '-' or '.' || char.IsWhiteSpace(text[0]) || text.Any(IsUnprintable))
        {
            return ScalarStyle.DoubleQuoted;
        }

        return text.AsSpan().TrimEnd('\n').Contains('\n') ? ScalarStyle.Literal
            : char.IsWhiteSpace(text[^1]) ? ScalarStyle.DoubleQuoted
            : ScalarStyle.Any;
    }

    /// <summary>A value that is no text, as it is written.</summary>
    public static string TextOf(JsonElement value) => value.ValueKind == JsonValueKind.Null ? "null" : JsText.Of(value);

    private static bool IsUnprintable(char character) => (char.IsControl(character) && character != '\n') || character is '\u0085' or '\u2028' or '\u2029' or '\ufeff';
}
