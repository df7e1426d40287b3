using System.Text;
using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Serialization;
using FlowForge.Nodes.Json;

namespace FlowForge.ServerNodes.AiAgent;

/// <summary>
/// The calls <c>$fromAI(name, description?, type?, default?)</c> in a tool's arguments: what a model is to give. They are read as they are drawn, so each part must be
/// written out; what is computed is refused.
/// </summary>
/// <param name="Name">Letters, digits, _ and -, up to 64.</param>
/// <param name="Description">What it is; empty for nothing.</param>
/// <param name="Type"><c>string</c>, <c>number</c>, <c>boolean</c>, <c>json</c>, <c>date</c> or <c>datetime</c>.</param>
/// <param name="Default">What stands when the model gives none; undefined when it must.</param>
internal sealed record FromAi(string Name, string Description, string Type, JsonElement Default)
{
    private static readonly string[] Calls = ["$fromAI(", "$fromAi(", "$fromai("];
    private static readonly string[] Types = ["string", "number", "boolean", "json", "date", "datetime"];

    /// <summary>All of them in a value, the first of each name. Failure: <c>node.parameter</c>.</summary>
    public static Outcome<IReadOnlyList<FromAi>> In(JsonElement value)
    {
        var found = new OrderedDictionary<string, FromAi>(StringComparer.Ordinal);
        var failure = Collect(value, found);
        return failure is null ? found.Values.ToList() : failure;
    }

    /// <summary>A JSON Schema of an object with these, and nothing else.</summary>
    public static JsonElement Schema(IReadOnlyList<FromAi> wanted) => JsonValues.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("type", "object");
        writer.WriteBoolean("additionalProperties", false);
        writer.WriteStartArray("required");
        foreach (var one in wanted.Where(static one => one.Default.ValueKind == JsonValueKind.Undefined))
        {
            writer.WriteStringValue(one.Name);
        }

        writer.WriteEndArray();
        writer.WriteStartObject("properties");
        foreach (var one in wanted)
        {
            writer.WriteStartObject(one.Name);
            one.Write(writer);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    private void Write(Utf8JsonWriter writer)
    {
        if (Type != "json")
        {
            writer.WriteString("type", Type is "number" or "boolean" ? Type : "string");
        }

        if (Type is "date" or "datetime")
        {
            writer.WriteString("format", Type == "date" ? "date" : "date-time");
        }

        if (Description.Length > 0)
        {
            writer.WriteString("description", Description);
        }

        if (Default.ValueKind != JsonValueKind.Undefined)
        {
            writer.WritePropertyName("default");
            Default.WriteTo(writer);
        }
    }

    private static Failure? Collect(JsonElement value, OrderedDictionary<string, FromAi> found) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().Select(property => Collect(property.Value, found)).FirstOrDefault(static one => one is not null),
        JsonValueKind.Array => value.EnumerateArray().Select(one => Collect(one, found)).FirstOrDefault(static one => one is not null),
        JsonValueKind.String when value.GetString() is ['=', ..] template => Collect(template, found),
        _ => null,
    };

    private static Failure? Collect(string template, OrderedDictionary<string, FromAi> found)
    {
        foreach (var call in Calls)
        {
            for (var at = 0; (at = template.IndexOf(call, at, StringComparison.Ordinal)) >= 0;)
            {
                at += call.Length;
                var read = Read(template.AsSpan(at));
                if (read.IsFailure)
                {
                    return read.Failure;
                }

                found.TryAdd(read.Value.Name, read.Value);
            }
        }

        return null;
    }

    private static Outcome<FromAi> Read(ReadOnlySpan<char> text)
    {
        var parts = new List<JsonElement>();
        while (true)
        {
            text = text.TrimStart();
            var length = text.IsEmpty ? 0 : text[0] is '\'' or '"' or '`' ? Quoted(text) : Bare(text);
            if (length == 0 || Literal(text[..length]) is not { } part)
            {
                return Wrong("takes its name, description, type and default written out, as texts, numbers, true, false or null");
            }

            parts.Add(part);
            text = text[length..].TrimStart();
            if (text.IsEmpty || text[0] != ',')
            {
                break;
            }

            text = text[1..];
        }

        var (name, type) = (TextAt(parts, 0), TextAt(parts, 2) ?? "string");
        return text.IsEmpty || text[0] != ')' || parts.Count > 4 ? Wrong("takes a name, a description, a type and a default")
            : name is null || name.Length is 0 or > 64 || name.Any(static letter => !char.IsAsciiLetterOrDigit(letter) && letter is not ('_' or '-')) ? Wrong("takes a name of letters, digits, _ and -")
            : !Types.Contains(type, StringComparer.Ordinal) ? Wrong($"knows the types {string.Join(", ", Types)}")
            : new FromAi(name, TextAt(parts, 1) ?? "", type, parts.Count > 3 ? parts[3] : default);
    }

    private static string? TextAt(List<JsonElement> parts, int at) => at < parts.Count && parts[at].ValueKind == JsonValueKind.String ? parts[at].GetString() : null;

    /// <summary>Letters of a text in quotes, with them; 0 when it does not end.</summary>
    private static int Quoted(ReadOnlySpan<char> text)
    {
        for (var at = 1; at < text.Length; at++)
        {
            if (text[at] == '\\')
            {
                at++;
            }
            else if (text[at] == text[0])
            {
                return at + 1;
            }
        }

        return 0;
    }

    private static int Bare(ReadOnlySpan<char> text) => text.IndexOfAny(',', ')') is var end and > 0 ? end : 0;

    /// <summary>A literal of JavaScript that JSON has, too; null for anything else.</summary>
    private static JsonElement? Literal(ReadOnlySpan<char> text)
    {
        if (text[0] is not ('\'' or '"' or '`'))
        {
            var read = StrictJson.Read(Encoding.UTF8.GetBytes(text.Trim().ToString()));
            return read.IsRefused ? text.Trim() is "undefined" ? JsonConstants.Null : null : read.Value;
        }

        var inner = text[1..^1].ToString();
        return text[0] == '`' && inner.Contains("${", StringComparison.Ordinal) ? null : JsonValues.Text(Unescaped(inner));
    }

    private static string Unescaped(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            plain.Append(text[at] != '\\' || at + 1 == text.Length ? text[at] : text[++at] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', var same => same });
        }

        return plain.ToString();
    }

    private static Failure Wrong(string rule) => Failure.Of(FailureCodes.Parameter, $"$fromAI in a tool's arguments {rule}.");
}
