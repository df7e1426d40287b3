using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace FlowForge.Ai.Prompting;

/// <summary>
/// JSON Schemas of parameters as a model reads them: a type as TypeScript writes it, with what each part means behind it. That is a third of the schema's length, and says the same.
/// </summary>
internal static class SchemaText
{
    private const int Depth = 6;
    private const string Indent = "  ";

    /// <summary>The type.</summary>
    public static string Of(JsonElement schema)
    {
        var text = new StringBuilder();
        Write(text, schema, "", 0);
        return text.ToString();
    }

    private static void Write(StringBuilder text, JsonElement schema, string indent, int depth)
    {
        if (schema.ValueKind != JsonValueKind.Object || depth > Depth)
        {
            text.Append("any");
        }
        else if (schema.TryGetProperty("const", out var only))
        {
            text.Append(Raw(only));
        }
        else if (schema.TryGetProperty("enum", out var words))
        {
            text.AppendJoin(" | ", words.EnumerateArray().Select(Raw));
        }
        else if (Choices(schema) is { } choices)
        {
            Each(text, choices.EnumerateArray(), indent, depth);
        }
        else
        {
            Plain(text, schema, indent, depth);
        }
    }

    private static void Plain(StringBuilder text, JsonElement schema, string indent, int depth)
    {
        switch (schema.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String ? type.GetString() : "")
        {
            case "object" when schema.TryGetProperty("properties", out var properties) && properties.EnumerateObject().Any():
                Properties(text, schema, properties, indent, depth);
                break;
            case "object":
                text.Append("{ [name]: ");
                Write(text, schema.TryGetProperty("additionalProperties", out var each) ? each : default, indent, depth + 1);
                text.Append(" }");
                break;
            case "array":
                Write(text, schema.TryGetProperty("items", out var items) ? items : default, indent, depth + 1);
                text.Append("[]");
                break;
            case "integer" or "number":
                text.Append("number");
                break;
            case var other:
                text.Append(string.IsNullOrEmpty(other) ? "any" : other);
                break;
        }
    }

    private static void Properties(StringBuilder text, JsonElement schema, JsonElement properties, string indent, int depth)
    {
        var required = schema.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(static name => name.GetString()!).ToHashSet(StringComparer.Ordinal) : [];
        var inner = indent + Indent;
        text.Append("{\n");
        foreach (var property in properties.EnumerateObject())
        {
            text.Append(inner).Append(property.Name).Append(required.Contains(property.Name) ? ": " : "?: ");
            Write(text, property.Value, inner, depth + 1);
            if (property.Value.ValueKind == JsonValueKind.Object)
            {
                Meaning(text, property.Value);
            }

            text.Append('\n');
        }

        text.Append(indent).Append('}');
    }

    private static void Meaning(StringBuilder text, JsonElement schema)
    {
        if (schema.TryGetProperty("default", out var usual) && usual.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
        {
            text.Append(" = ").Append(Raw(usual));
        }

        if (schema.TryGetProperty("description", out var told))
        {
            text.Append(" // ").Append(told.GetString());
        }
    }

    private static void Each(StringBuilder text, JsonElement.ArrayEnumerator choices, string indent, int depth)
    {
        var isFirst = true;
        foreach (var choice in choices)
        {
            text.Append(isFirst ? "" : " | ");
            Write(text, choice, indent, depth + 1);
            isFirst = false;
        }
    }

    private static JsonElement? Choices(JsonElement schema) =>
        schema.TryGetProperty("oneOf", out var one) && one.ValueKind == JsonValueKind.Array ? one
        : schema.TryGetProperty("anyOf", out var any) && any.ValueKind == JsonValueKind.Array ? any
        : null;

    private static string Raw(JsonElement value) => Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(value));
}
