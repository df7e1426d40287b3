using System.Text.Json;

namespace FlowForge.Core.Proposals;

/// <summary>JSON Schema (draft 2020-12) of a list of operations. What it accepts, <see cref="OperationsJson"/> reads, but for ids that are device names (<c>CON</c>).</summary>
public static class OperationsSchema
{
    /// <summary>The schema. It is closed: no object takes a property that it does not name, but for parameters, items and <c>meta</c>.</summary>
    public static JsonElement Value { get; } = JsonElement.Parse(
        $$"""
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "title": "Operations",
          "description": "Changes of a workflow, applied in order, all or none.",
          "type": "array",
          "maxItems": {{Limits.Operations}},
          "items": {
            "anyOf": [
              {
                "title": "Add a node", "type": "object", "additionalProperties": false, "required": ["type", "node"],
                "properties": {
                  "type": { "const": "addNode" },
                  "node": { "$ref": "#/$defs/node" },
                  "index": { "description": "Place among the nodes, from 0; the end when left out.", "$ref": "#/$defs/index" }
                }
              },
              {
                "title": "Remove a node and its edges", "type": "object", "additionalProperties": false, "required": ["type", "nodeId"],
                "properties": { "type": { "const": "removeNode" }, "nodeId": { "$ref": "#/$defs/nodeId" } }
              },
              {
                "title": "Replace a node", "description": "Puts a node in the place of the one with its id; its edges stay.",
                "type": "object", "additionalProperties": false, "required": ["type", "node"],
                "properties": { "type": { "const": "replaceNode" }, "node": { "$ref": "#/$defs/node" } }
              },
              {
                "title": "Rename a node", "description": "Edges follow the id; $('Name') in expressions and code follows the name.",
                "type": "object", "additionalProperties": false, "required": ["type", "nodeId"],
                "properties": {
                  "type": { "const": "renameNode" },
                  "nodeId": { "$ref": "#/$defs/nodeId" },
                  "newId": { "description": "The id it gets; its own when left out.", "$ref": "#/$defs/id" },
                  "newName": { "description": "The name it gets; its own when left out.", "$ref": "#/$defs/name" }
                },
                "anyOf": [{ "required": ["newId"] }, { "required": ["newName"] }]
              },
              {
                "title": "Set parameters", "description": "Sets the parameters that are named, keeps the others, and takes away those that are null. Values are replaced whole.",
                "type": "object", "additionalProperties": false, "required": ["type", "nodeId", "parameters"],
                "properties": {
                  "type": { "const": "setParameters" },
                  "nodeId": { "$ref": "#/$defs/nodeId" },
                  "parameters": { "$ref": "#/$defs/parameters" }
                }
              },
              {
                "title": "Draw an edge", "type": "object", "additionalProperties": false, "required": ["type", "edge"],
                "properties": {
                  "type": { "const": "connect" },
                  "edge": { "$ref": "#/$defs/edge" },
                  "index": { "description": "Place among the edges, from 0; the end when left out.", "$ref": "#/$defs/index" }
                }
              },
              {
                "title": "Remove an edge", "description": "Ports that are left out match any, as long as only one edge is meant.",
                "type": "object", "additionalProperties": false, "required": ["type", "edge"],
                "properties": { "type": { "const": "disconnect" }, "edge": { "$ref": "#/$defs/edge" } }
              },
              {
                "title": "Set the workflow's config", "description": "Sets the properties that are named, keeps the others, and puts back those that are null.",
                "type": "object", "additionalProperties": false, "required": ["type", "config"],
                "properties": { "type": { "const": "setConfig" }, "config": { "$ref": "#/$defs/config" } }
              }
            ]
          },
          "$defs": {
            "id": { "description": "Letters, digits, _ and -; unique in the workflow.", "type": "string", "pattern": "^[A-Za-z0-9_-]{1,{{Limits.IdLength}}}$" },
            "name": { "description": "Unique in the workflow; expressions use it as $('Name').", "type": "string", "minLength": 1, "maxLength": {{Limits.NameLength}} },
            "nodeId": { "description": "Id of a node of the workflow.", "type": "string" },
            "index": { "type": "integer", "minimum": 0, "maximum": {{Limits.Edges}} },
            "parameters": { "description": "As the node's kind has them. A string that starts with = is a template; what stands in double braces inside it is JavaScript.", "type": "object" },
            "node": {{OperationsSchemaParts.Node}},
            "edge": {{OperationsSchemaParts.Edge}},
            "config": {{OperationsSchemaParts.Config}}
          }
        }
        """);
}
