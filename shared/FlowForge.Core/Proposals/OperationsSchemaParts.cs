namespace FlowForge.Core.Proposals;

/// <summary>The parts of a document that operations carry, as JSON Schema.</summary>
internal static class OperationsSchemaParts
{
    public static string Node { get; } =
        $$"""
        {
          "description": "One step of a workflow.",
          "type": "object", "additionalProperties": false, "required": ["id", "kind"],
          "properties": {
            "id": { "$ref": "#/$defs/id" },
            "kind": { "description": "What it does: a kind of the catalogue.", "type": "string" },
            "kindVersion": { "description": "Version of the kind that the parameters were written for.", "type": "integer", "minimum": 1, "maximum": 2147483647, "default": 1 },
            "name": { "$ref": "#/$defs/name" },
            "disabled": { "description": "It passes its items on and does nothing.", "type": "boolean", "default": false },
            "parameters": { "$ref": "#/$defs/parameters" },
            "credentials": { "description": "Id of a credential by slot.", "type": "object", "additionalProperties": { "type": "string" } },
            "retry": {
              "description": "How often a failing attempt is repeated.",
              "type": "object", "additionalProperties": false, "required": ["maxTries"],
              "properties": {
                "maxTries": { "description": "Attempts in all.", "type": "integer", "minimum": 1, "maximum": {{Limits.Tries}} },
                "delaySeconds": { "description": "Delay before the second attempt.", "type": "number", "minimum": 0, "maximum": 86400, "default": 1 },
                "backoff": { "description": "How the delay grows.", "enum": ["constant", "linear", "exponential"], "default": "constant" }
              }
            },
            "timeoutSeconds": { "description": "Time of one attempt.", "type": "number", "exclusiveMinimum": 0 },
            "onError": {
              "description": "After the last attempt: end the run (stop), go on with an item that says the error (continue), send the items with the error out of the port 'error' (errorOutput), or pass the items on as they came in (pass).",
              "enum": ["stop", "continue", "errorOutput", "pass"], "default": "stop"
            },
            "alwaysRun": { "description": "It runs also when no edge brought items.", "type": "boolean", "default": false },
            "alwaysOutput": { "description": "It gives one empty item when it would give none.", "type": "boolean", "default": false },
            "runOnce": { "description": "It uses only the first item.", "type": "boolean", "default": false },
            "pinned": {
              "description": "Items by output port that test runs may use instead of running it.",
              "type": "object",
              "additionalProperties": {
                "type": "array",
                "items": {
                  "type": "object", "additionalProperties": false, "required": ["json"],
                  "properties": { "json": { "type": "object" }, "binary": { "type": "object" } }
                }
              }
            },
            "notes": { "description": "A remark for people.", "type": "string" },
            "position": {
              "description": "Place on the canvas, in pixels.",
              "type": "object", "additionalProperties": false, "required": ["x", "y"],
              "properties": { "x": { "type": "number" }, "y": { "type": "number" } }
            },
            "meta": { "description": "Kept for tools, byte for byte." }
          }
        }
        """;

    public static string Edge { get; } =
        """
        {
          "description": "A connection from an output port to an input port.",
          "type": "object", "additionalProperties": false, "required": ["from", "to"],
          "properties": {
            "from": { "description": "Id of the node it leaves.", "type": "string" },
            "fromPort": { "description": "Output port; the kind's first when left out.", "type": "string" },
            "to": { "description": "Id of the node it enters.", "type": "string" },
            "toPort": { "description": "Input port; the kind's first when left out.", "type": "string" },
            "kind": { "description": "main, or ai_* for what a node uses as a tool.", "type": "string", "pattern": "^(main|ai_.+)$", "default": "main" },
            "repeat": {
              "description": "Closes a cycle that may go round this often.",
              "type": "object", "additionalProperties": false, "required": ["max"],
              "properties": { "max": { "type": "integer", "minimum": 1, "maximum": 2147483647 } }
            }
          }
        }
        """;

    public static string Config { get; } =
        """
        {
          "description": "Settings of the workflow's runs.",
          "type": "object", "additionalProperties": false,
          "properties": {
            "timezone": { "description": "IANA zone of schedules and of $now.", "type": ["string", "null"] },
            "timeoutSeconds": { "description": "Running time after which a run fails.", "type": ["number", "null"], "exclusiveMinimum": 0 },
            "errorWorkflow": { "description": "Id of the workflow that is started when a run fails.", "type": ["string", "null"] },
            "healing": { "description": "What a failing run does.", "enum": ["off", "suggest", "auto", null] },
            "concurrency": {
              "description": "At most this many runs with the same key at a time.",
              "type": ["object", "null"], "additionalProperties": false, "required": ["key"],
              "properties": {
                "key": { "description": "Text or template over the first trigger item.", "type": "string" },
                "limit": { "description": "Runs at a time.", "type": "integer", "minimum": 1, "maximum": 2147483647, "default": 1 },
                "whenBusy": { "description": "What a further start does.", "enum": ["queue", "skip", "replace"], "default": "queue" }
              }
            },
            "order": { "description": "Whether independent branches run side by side.", "enum": ["parallel", "sequential", null] },
            "join": { "description": "When a node with several edges runs.", "enum": ["all", "each", null] },
            "manner": { "description": "n8n: an expression that breaks gives nothing and errors are texts, as in workflows from n8n.", "enum": ["own", "n8n", null] },
            "retention": {
              "description": "How long runs are kept.",
              "type": ["object", "null"], "additionalProperties": false,
              "properties": { "days": { "type": "number", "exclusiveMinimum": 0 } }
            }
          }
        }
        """;
}
