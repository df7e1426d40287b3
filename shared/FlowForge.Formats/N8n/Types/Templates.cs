using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowForge.Formats.N8n.Reading;

namespace FlowForge.Formats.N8n.Types;

/// <summary>Parameters that may be expressions, where a kind wants them in another form than n8n.</summary>
internal static class Templates
{
    /// <summary>Whether a text is an expression or a template.</summary>
    public static bool IsTemplate(string? text) => text is ['=', ..];

    /// <summary>A name that n8n took as a template: its text, and whether it holds an expression, which no name here may.</summary>
    public static string Name(string text, out bool isExpression)
    {
        isExpression = IsTemplate(text) && text.Contains("{{", StringComparison.Ordinal);
        return IsTemplate(text) && !isExpression ? text[1..] : text;
    }

    /// <summary>Whether a template is one expression and nothing else, so that its value keeps its type.</summary>
    public static bool IsSingle(string text) =>
        text.StartsWith("={{", StringComparison.Ordinal) && Close(text, 3) is >= 0 and var close && close + 2 == text.TrimEnd().Length;

    /// <summary>A number of some unit in another: a literal is multiplied now, an expression when it runs.</summary>
    public static JsonNode? Scaled(JsonElement value, double factor)
    {
        if (value.ValueKind == JsonValueKind.String && value.GetString() is ['=', ..] text)
        {
            return factor == 1 ? text : $"={{{{ Number({Expression(text)}) * {factor.ToString(CultureInfo.InvariantCulture)} }}}}";
        }

        return new Given(Wrap(value)).Number("v") is { } number ? JsonValue.Create(number * factor) : null;
    }

    /// <summary>A text that is JSON as the value it says; with expressions inside, as an expression that reads the text when it runs.</summary>
    public static JsonNode? Value(string text)
    {
        if (!IsTemplate(text))
        {
            return Json.Parse(text);
        }

        return IsSingle(text) ? text : $"={{{{ JSON.parse({Expression(text)}) }}}}";
    }

    /// <summary>A template as one JavaScript expression: what it is alone, or the texts and values one behind the other.</summary>
    /// <param name="template">The template.</param>
    /// <param name="written">A function that values go through on their way into a text; left out, none.</param>
    public static string Expression(string template, string written = "")
    {
        if (IsSingle(template))
        {
            return $"({Inner(template.TrimEnd()[3..^2])})";
        }

        var parts = new List<string>();
        var at = 1;
        while (at < template.Length)
        {
            var open = template.IndexOf("{{", at, StringComparison.Ordinal);
            var close = open < 0 ? -1 : Close(template, open + 2);
            var end = close < 0 ? template.Length : open;
            if (end > at)
            {
                parts.Add($"\"{JsonEncodedText.Encode(template[at..end])}\"");
            }

            if (close >= 0)
            {
                parts.Add($"{written}({Inner(template[(open + 2)..close])})");
            }

            at = close < 0 ? template.Length : close + 2;
        }

        return $"[{string.Join(", ", parts)}].join(\"\")";
    }

    /// <summary>Where the <c>}}</c> stands that ends an expression: not inside a string, and not one that closes a brace of the expression. -1 when there is none.</summary>
    private static int Close(string text, int from)
    {
        var (depth, quote) = (0, '\0');
        for (var at = from; at < text.Length; at++)
        {
            var letter = text[at];
            if (quote != '\0')
            {
                at += letter == '\\' ? 1 : 0;
                quote = letter == quote ? '\0' : quote;
            }
            else if (letter is '"' or '\'' or '`')
            {
                quote = letter;
            }
            else if (letter == '{')
            {
                depth++;
            }
            else if (letter == '}' && depth > 0)
            {
                depth--;
            }
            else if (letter == '}' && at + 1 < text.Length && text[at + 1] == '}')
            {
                return at;
            }
        }

        return -1;
    }

    private static string Inner(string code) => code.Trim().TrimEnd(';').TrimEnd();

    private static JsonElement Wrap(JsonElement value) => Json.Element(new JsonObject { ["v"] = Json.Node(value) });
}
