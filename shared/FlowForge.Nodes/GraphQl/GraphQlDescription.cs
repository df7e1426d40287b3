using FlowForge.Core.Ports;
using FlowForge.Nodes.Json;

namespace FlowForge.Nodes.GraphQl;

/// <summary>What <c>graphql</c> says about itself.</summary>
internal static class GraphQlDescription
{
    /// <summary>The description.</summary>
    public static readonly KindDescription Value = new()
    {
        Kind = "graphql",
        Title = "GraphQL",
        Group = "net",
        Summary = "Asks a GraphQL service once for each item.",
        Icon = "workflow",
        ParameterSchema = JsonLiteral.Of("""
            {
              "type": "object", "title": "GraphQL", "required": ["url", "query"], "additionalProperties": false,
              "properties": {
                "url": { "title": "URL", "description": "Where the service is: http:// or https://.", "type": "string", "minLength": 1, "maxLength": 8192 },
                "query": { "title": "Query", "description": "The query or mutation.", "type": "string", "minLength": 1 },
                "variables": { "title": "Variables", "description": "An object of variables, or its JSON.", "oneOf": [{ "type": "object" }, { "type": "string" }] },
                "operationName": { "title": "Operation name", "description": "Which operation, where the query has several.", "type": "string" },
                "method": { "title": "Method", "description": "How it is sent.", "enum": ["POST", "GET"], "default": "POST" },
                "format": { "title": "Format", "description": "With POST: a JSON body, or the query alone.", "enum": ["json", "graphql"], "default": "json" },
                "headers": { "title": "Headers", "description": "Names and values.", "type": "object" },
                "auth": {
                  "title": "Credential", "description": "What the calls prove themselves with.", "type": "object",
                  "properties": {
                    "type": { "title": "Type", "description": "none sends none; else the credential's own type says how it is sent.", "type": "string" },
                    "credential": { "title": "Credential", "description": "Its id in the vault.", "type": "string" }
                  }
                },
                "response": { "title": "Response", "description": "Give the answer as JSON, or as text in a field.", "enum": ["json", "text"], "default": "json" },
                "field": { "title": "Field", "description": "The field of a text.", "type": "string", "minLength": 1, "default": "data" },
                "timeoutSeconds": { "title": "Time-out", "description": "Seconds for one call, redirects included.", "type": "number", "minimum": 0.001, "maximum": 3600, "default": 100 }
              }
            }
            """),
        Example = JsonLiteral.Of("""
            { "url": "https://api.example.com/graphql", "query": "query ($id: ID!) { user(id: $id) { name } }", "variables": { "id": "={{ $json.id }}" } }
            """),
        Help = """
            Sends `query` with its `variables` once for each item and gives the answer, `{ data }`, as the item. An answer with `errors` is the failure
            `graphql.errors` of that item, with what the service says; a status of 400 or more is `http.status`.

            Calls go out as those of `http` do: to addresses that the host allows, with a credential by its id, under an idempotency key.
            """,
    };
}
