using System.Text.Json;
using FlowForge.Core.Ports;
using FlowForge.Core.Proposals;
using FlowForge.Core.Serialization;

namespace FlowForge.Ai.Prompting;

/// <summary>JSON Schemas of replies.</summary>
internal static class ReplyShape
{
    /// <summary><c>{ explanation, assumptions, questions, operations, name? }</c>.</summary>
    public static ModelShape Change { get; } = new("change", Make(withCause: false));

    /// <summary>The same with <c>cause</c> and <c>data: [{ path, value }]</c>.</summary>
    public static ModelShape Mend { get; } = new("mend", Make(withCause: true));

    private static JsonElement Make(bool withCause) => JsonBuild.Element(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("type", "object");
        writer.WriteBoolean("additionalProperties", false);
        writer.WritePropertyName("required");
        writer.WriteRawValue("""["explanation","operations"]""");
        writer.WriteStartObject("properties");
        Text(writer, "name", "What to call a new workflow.");
        Text(writer, "explanation", "What the change does, for a person.");
        if (withCause)
        {
            Text(writer, "cause", "What the failure lies in: data, script, expression, configuration, remote, credential or limit.");
        }

        Texts(writer, "assumptions", "What was taken for granted.");
        Texts(writer, "questions", "What must be asked.");
        if (withCause)
        {
            writer.WritePropertyName("data");
            writer.WriteRawValue("""
                { "type": "array", "maxItems": 20, "description": "Other values for the item that failed, where the item is wrong and the workflow is right.",
                  "items": { "type": "object", "additionalProperties": false, "required": ["path", "value"], "properties": {
                    "path": { "type": "array", "minItems": 1, "maxItems": 16, "items": { "type": ["string", "integer"] } }, "value": {} } } }
                """);
        }

        writer.WriteStartObject("operations");
        foreach (var property in OperationsSchema.Value.EnumerateObject().Where(static one => one.Name is "type" or "maxItems" or "items" or "description"))
        {
            property.WriteTo(writer);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WritePropertyName("$defs");
        OperationsSchema.Value.GetProperty("$defs").WriteTo(writer);
        writer.WriteEndObject();
    });

    private static void Text(Utf8JsonWriter writer, string name, string description)
    {
        writer.WriteStartObject(name);
        writer.WriteString("type", "string");
        writer.WriteString("description", description);
        writer.WriteEndObject();
    }

    private static void Texts(Utf8JsonWriter writer, string name, string description)
    {
        writer.WriteStartObject(name);
        writer.WriteString("type", "array");
        writer.WriteString("description", description);
        writer.WritePropertyName("items");
        writer.WriteRawValue("""{"type":"string"}""");
        writer.WriteEndObject();
    }
}
