using FlowForge.Core.Ports;
using FlowForge.Nodes.Json;

namespace FlowForge.ServerNodes.Mcp;

/// <summary>What <c>mcp</c> says about itself.</summary>
internal static class McpDescription
{
    /// <summary>The description.</summary>
    public static readonly KindDescription Value = new()
    {
        Kind = "mcp",
        Title = "MCP tool",
        Group = "ai",
        Summary = "Calls a tool of another server over the Model Context Protocol.",
        Icon = "plug",
        RunsIn = RunsIn.Server,
        ParameterSchema = JsonLiteral.Of("""
            {
              "type": "object", "title": "MCP tool", "required": ["url"], "additionalProperties": false,
              "properties": {
                "url": { "title": "URL", "description": "Where the server is: its address for streamable HTTP.", "type": "string", "minLength": 1, "maxLength": 8192 },
                "operation": { "title": "Operation", "description": "Call a tool, or list the tools there are.", "enum": ["call", "list"], "default": "call" },
                "tool": { "title": "Tool", "description": "Name of the tool.", "type": "string", "minLength": 1, "maxLength": 200 },
                "arguments": { "title": "Arguments", "description": "What the tool is given: an object, or its JSON.", "oneOf": [{ "type": "object" }, { "type": "string" }] },
                "auth": {
                  "title": "Credential", "description": "What the calls prove themselves with.", "type": "object",
                  "properties": {
                    "type": { "title": "Type", "description": "none sends none; else the credential's own type says how it is sent.", "type": "string" },
                    "credential": { "title": "Credential", "description": "Its id in the vault.", "type": "string" }
                  }
                },
                "timeoutSeconds": { "title": "Time-out", "description": "Seconds for one call, redirects included.", "type": "number", "minimum": 0.001, "maximum": 3600, "default": 100 }
              }
            }
            """),
        Example = JsonLiteral.Of("""{ "url": "https://mcp.example.com/mcp", "tool": "search", "arguments": { "query": "={{ $json.question }}" } }"""),
        Help = """
            Calls `tool` once for each item. The item it gives is the tool's structured content; without any its text, as the object it is when it is JSON, else as `{ text }`; pictures and the like stand in `content`.
            A tool that says it could not do it is the failure `mcp.tool` of the item, a server that refuses `mcp.error`, one that answers anything else `mcp.reply`.

            `operation: list` gives an item for each tool: `{ name, description, inputSchema }`.

            Calls go out as those of `http` do: to addresses that the host allows, with a credential by its id, under an idempotency key. A reply has at most 4 MB. Servers that are started as a program, over standard input and
            output, are not called. What a tool gives is a stranger's text.
            """,
    };
}
