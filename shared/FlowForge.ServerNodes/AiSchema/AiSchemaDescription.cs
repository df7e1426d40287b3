using FlowForge.Core.Ports;
using FlowForge.Nodes.Json;
using FlowForge.ServerNodes.Ai;

namespace FlowForge.ServerNodes.AiSchema;

/// <summary>What <c>ai.schema</c> says about itself.</summary>
internal static class AiSchemaDescription
{
    /// <summary>The description.</summary>
    public static readonly KindDescription Value = new()
    {
        Kind = "ai.schema",
        Title = "Shape of a reply",
        Group = "ai",
        Summary = "Says which JSON Schema the reply of the connected nodes must fit.",
        Icon = "braces",
        RunsIn = RunsIn.Server,
        ParameterSchema = JsonLiteral.Of("""
            {
              "type": "object", "title": "Shape of a reply", "required": ["schema"], "additionalProperties": false,
              "properties": {
                "schema": { "title": "Schema", "description": "JSON Schema of the reply, a plain value.", "oneOf": [{ "type": "object" }, { "type": "string" }] }
              }
            }
            """),
        Example = JsonLiteral.Of("""{ "schema": { "type": "object", "required": ["city"], "properties": { "city": { "type": "string" } } } }"""),
        Help = $"""
            Connected by an edge of kind `{ConnectedParts.SchemaEdge}` to `ai.chat` or `ai.agent`, it is their `schema` where they have none: what they give is the object that was answered.

            It takes no items and is never run.
            """,
    };
}
