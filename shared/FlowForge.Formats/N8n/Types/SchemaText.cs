using System.Text.Json;
using System.Text.Json.Nodes;
using FlowForge.Formats.N8n.Reading;

namespace FlowForge.Formats.N8n.Types;

/// <summary>JSON Schemas as n8n's nodes hold them: written down, or told by an example.</summary>
internal static class SchemaText
{
    /// <summary>The schema; null, with a remark, when there is none that can be told now.</summary>
    /// <param name="step">The node.</param>
    /// <param name="old">Name of the parameter that old versions have for it; null for none.</param>
    /// <param name="standard">What <c>schemaType</c> is when it is left out.</param>
    /// <param name="requires">Whether all that an example has is required.</param>
    public static JsonObject? Of(Step step, string? old, string standard, bool requires)
    {
        var given = step.Given;
        var (text, isExample) = old is not null && given.Text(old) is { Length: > 0 } first ? (first, false)
            : given.Text("schemaType", standard) == "manual" ? (given.Text("inputSchema"), false)
            : (given.Text("jsonSchemaExample"), true);
        if (text is null || Templates.IsTemplate(text) || Json.Parse(text) is not { } read)
        {
            step.Remark(text is null ? "The node says no schema." : "The schema is an expression, or no JSON.");
            return null;
        }

        if (!isExample && read is not JsonObject)
        {
            step.Remark("The schema is no object.");
            return null;
        }

        return isExample ? Like(read, requires) : (JsonObject)read;
    }

    /// <summary>The schema of an object whose only property <c>output</c> is of this schema: what n8n's nodes give.</summary>
    public static JsonObject Wrapped(JsonObject schema) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject { ["output"] = schema },
        ["required"] = new JsonArray("output"),
        ["additionalProperties"] = false,
    };

    /// <summary>A schema that this value fits, and others of its shape.</summary>
    private static JsonObject Like(JsonNode? example, bool requires) => example switch
    {
        JsonObject { Count: > 0 } one => Object(one, requires),
        JsonArray { Count: > 0 } list => new() { ["type"] = "array", ["items"] = Like(list[0], requires) },
        JsonValue value => value.GetValueKind() switch
        {
            JsonValueKind.Number => new() { ["type"] = "number" },
            JsonValueKind.True or JsonValueKind.False => new() { ["type"] = "boolean" },
            _ => new() { ["type"] = "string" },
        },
        JsonObject => new() { ["type"] = "object" },
        JsonArray => new() { ["type"] = "array" },
        _ => [],
    };

    private static JsonObject Object(JsonObject example, bool requires)
    {
        var schema = new JsonObject { ["type"] = "object", ["properties"] = new JsonObject(example.Select(property => KeyValuePair.Create<string, JsonNode?>(property.Key, Like(property.Value, requires)))) };
        if (requires)
        {
            schema["required"] = new JsonArray([.. example.Select(static property => (JsonNode?)JsonValue.Create(property.Key))]);
        }

        return schema;
    }
}
