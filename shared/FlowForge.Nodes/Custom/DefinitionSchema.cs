using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Validation;

namespace FlowForge.Nodes.Custom;

/// <summary>What a definition of a custom kind looks like. Nothing in it is ever a template.</summary>
internal static class DefinitionSchema
{
    public static readonly ParameterSchema Value = ParameterSchema.Of(JsonElement.Parse($$"""
        {
          "type": "object", "additionalProperties": false, "required": ["kind", "title", "summary", "source", "tests"],
          "properties": {
            "kind": { "type": "string", "x-literal": true, "pattern": "^custom\\.[a-z][a-z0-9-]{0,47}$" },
            "title": { "type": "string", "x-literal": true, "minLength": 1, "maxLength": 80 },
            "summary": { "type": "string", "x-literal": true, "minLength": 1, "maxLength": 200 },
            "help": { "type": "string", "x-literal": true, "maxLength": 20000 },
            "icon": { "type": "string", "x-literal": true, "pattern": "^[a-z0-9-]{1,40}$" },
            "mode": { "enum": ["perItem", "allItems"], "x-literal": true },
            "source": { "type": "string", "x-literal": true, "minLength": 1, "maxLength": {{Limits.ScriptSource}} },
            "outputs": {
              "type": "array", "x-literal": true, "minItems": 1, "maxItems": {{Limits.CustomKindPorts}},
              "items": { "type": "string", "x-literal": true, "pattern": "^[A-Za-z0-9_-]{1,64}$" }
            },
            "parameterSchema": { "type": "object", "x-literal": true },
            "example": { "type": "object", "x-literal": true },
            "tests": {
              "type": "array", "x-literal": true, "minItems": 1, "maxItems": {{Limits.CustomKindTests}},
              "items": {
                "type": "object", "x-literal": true, "additionalProperties": false, "required": ["name", "items"],
                "properties": {
                  "name": { "type": "string", "x-literal": true, "minLength": 1, "maxLength": 200 },
                  "parameters": { "type": "object", "x-literal": true },
                  "items": { "type": "array", "x-literal": true, "maxItems": 100, "items": { "type": "object", "x-literal": true } },
                  "expect": {
                    "type": "object", "x-literal": true,
                    "additionalProperties": { "type": "array", "x-literal": true, "items": { "type": "object", "x-literal": true } }
                  },
                  "fails": { "type": "string", "x-literal": true, "minLength": 1, "maxLength": 200 }
                }
              }
            }
          }
        }
        """));
}
