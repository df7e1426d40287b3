using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace FlowForge.Formats;

/// <summary>
/// Writes a JSON value as YAML for people and for diffs: a line a property, small objects in braces, texts of several lines as literal
/// blocks. Depth is bounded by the reader that gave the value.
/// </summary>
internal sealed class YamlWriter
{
    private const int Step = 2;
    private const int InlineWidth = 72;
    private const int InlineDepth = 3;

    // Keys without a question mark are at most 1,024 characters long (YAML 1.2, 7.4.2); escapes are counted generously.
    private const int LongestPlainKey = 160;

    /// <summary>Places that take a line a property however small they are, so that diffs stay readable.</summary>
    private static readonly HashSet<string> Spread = ["/config", "/graph", "/graph/nodes", "/graph/nodes/-", "/graph/nodes/-/parameters", "/graph/edges", "/notes"];

    private readonly StringBuilder text = new();

    /// <summary>The YAML of an object that is not empty.</summary>
    public static string Write(JsonElement document)
    {
        var writer = new YamlWriter();
        writer.Mapping(document, 0, "");
        return writer.text.ToString();
    }

    /// <summary>The properties of an object; the first stands where the line is now.</summary>
    private void Mapping(JsonElement value, int indent, string place)
    {
        var isFirst = true;
        foreach (var property in value.EnumerateObject())
        {
            text.Append(' ', isFirst ? 0 : indent);
            isFirst = false;
            var key = YamlQuotes.Scalar(property.Name, inFlow: true);
            if (key.Length > LongestPlainKey)
            {
                text.Append("? ").Append(key).Append('\n').Append(' ', indent);
                key = "";
            }

            text.Append(key).Append(':');
            Value(property.Value, indent, place.Length > 40 ? place : $"{place}/{property.Name}");
        }
    }

    /// <summary>The elements of a list; the first stands where the line is now.</summary>
    private void Sequence(JsonElement value, int indent, string place)
    {
        var isFirst = true;
        foreach (var element in value.EnumerateArray())
        {
            text.Append(' ', isFirst ? 0 : indent).Append('-');
            isFirst = false;
            if (IsNested(element, $"{place}/-"))
            {
                text.Append(' ', Step - 1);
                Nested(element, indent + Step, $"{place}/-");
            }
            else
            {
                Value(element, indent, $"{place}/-");
            }
        }
    }

    /// <summary>A value behind its key or dash.</summary>
    private void Value(JsonElement value, int indent, string place)
    {
        if (value.ValueKind == JsonValueKind.String && value.GetString() is { } line && YamlScalars.IsBlock(line))
        {
            YamlQuotes.Block(text, line, indent, Step);
        }
        else if (IsNested(value, place))
        {
            text.Append('\n').Append(' ', indent + Step);
            Nested(value, indent + Step, place);
        }
        else
        {
            text.Append(' ');
            Inline(text, value, inFlow: false);
            text.Append('\n');
        }
    }

    private void Nested(JsonElement value, int indent, string place)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            Mapping(value, indent, place);
        }
        else
        {
            Sequence(value, indent, place);
        }
    }

    private static bool IsNested(JsonElement value, string place)
    {
        if (IsEmpty(value) || value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
        {
            return false;
        }

        return Spread.Contains(place)
            || JsonMarshal.GetRawUtf8Value(value).Length > 2 * InlineWidth
            || !IsSmall(value, InlineDepth)
            || Inline(new StringBuilder(), value, inFlow: false).Length > InlineWidth;
    }

    private static bool IsEmpty(JsonElement value) =>
        (value.ValueKind == JsonValueKind.Object && value.GetPropertyCount() == 0) || (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0);

    private static bool IsSmall(JsonElement value, int depth) => value.ValueKind switch
    {
        JsonValueKind.Object => depth > 0 && value.EnumerateObject().All(property => IsSmall(property.Value, depth - 1)),
        JsonValueKind.Array => depth > 0 && value.EnumerateArray().All(element => IsSmall(element, depth - 1)),
        JsonValueKind.String => !YamlScalars.IsBlock(value.GetString()!),
        _ => true,
    };

    private static StringBuilder Inline(StringBuilder target, JsonElement value, bool inFlow)
    {
        var comma = "";
        switch (value.ValueKind)
        {
            case JsonValueKind.Object when IsEmpty(value):
                return target.Append("{}");
            case JsonValueKind.Object:
                target.Append("{ ");
                foreach (var property in value.EnumerateObject())
                {
                    target.Append(comma).Append(YamlQuotes.Scalar(property.Name, inFlow: true)).Append(": ");
                    Inline(target, property.Value, inFlow: true);
                    comma = ", ";
                }

                return target.Append(" }");
            case JsonValueKind.Array:
                target.Append('[');
                foreach (var element in value.EnumerateArray())
                {
                    Inline(target.Append(comma), element, inFlow: true);
                    comma = ", ";
                }

                return target.Append(']');
            case JsonValueKind.String:
                return target.Append(YamlQuotes.Scalar(value.GetString()!, inFlow));
            default:
                return target.Append(value.GetRawText());
        }
    }
}
