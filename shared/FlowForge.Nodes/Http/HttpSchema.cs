using System.Text.Json;

namespace FlowForge.Nodes.Http;

/// <summary>The schema of the <c>http</c> kind's parameters.</summary>
internal static class HttpSchema
{
    public static readonly JsonElement Value = JsonElement.Parse(
        """
        {
          "type": "object",
          "required": ["url"],
          "additionalProperties": false,
          "properties": {
            "method": {
              "title": "Method", "description": "What to do there. GET and HEAD are taken to change nothing.",
              "type": "string", "enum": ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"], "default": "GET"
            },
            "url": { "title": "URL", "description": "Where to: http:// or https://.", "type": "string", "minLength": 1, "maxLength": 8192 },
            "query": { "title": "Query", "description": "Names and values behind the question mark.", "type": "object" },
            "queryArrays": {
              "title": "Lists in the query", "description": "How a list is written: a=1&a=2, a[]=1&a[]=2, a[0]=1&a[1]=2 or a=1,2.",
              "type": "string", "enum": ["repeat", "brackets", "indices", "comma"], "default": "repeat"
            },
            "headers": { "title": "Headers", "description": "Names and values.", "type": "object" },
            "lowerCaseHeaders": {
              "title": "Header names in small letters", "description": "Send them so, whatever is written here.", "type": "boolean", "default": false
            },
            "body": { "title": "Body", "description": "What to send; nothing when left out." },
            "bodyKind": {
              "title": "Body kind", "description": "How the body is written.",
              "type": "string", "enum": ["json", "form", "multipart", "text", "binary"], "default": "json"
            },
            "binary": {
              "title": "Binary", "description": "Name of the item's binary that a body of kind binary is.", "type": "string", "minLength": 1, "default": "data"
            },
            "files": {
              "title": "Files", "description": "Files of a multipart body: the part's name, and the name of the item's binary.", "type": "object"
            },
            "response": {
              "title": "Response", "description": "How the answer is read; auto goes by its content type.",
              "type": "string", "enum": ["auto", "json", "text", "file"], "default": "auto"
            },
            "field": {
              "title": "Field", "description": "Name of the binary that a file becomes, or of the property that text becomes.",
              "type": "string", "minLength": 1, "default": "data"
            },
            "fullResponse": {
              "title": "Full response", "description": "Give status and headers beside the body.", "type": "boolean", "default": false
            },
            "neverError": {
              "title": "Never fail on a status", "description": "A status of 400 or more is an answer like any other.",
              "type": "boolean", "default": false
            },
            "followRedirects": {
              "title": "Follow redirects", "description": "Off: a redirect is an answer.", "type": "boolean", "default": true
            },
            "maxRedirects": {
              "title": "Redirects at most", "description": "More are a failure.", "type": "integer", "minimum": 0, "maximum": 5, "default": 5
            },
            "retryOnStatus": {
              "title": "Try again on a status", "description": "Sends the call again, under the same idempotency key.",
              "type": "object", "additionalProperties": false,
              "properties": {
                "statuses": {
                  "title": "Statuses", "description": "Which are tried again.", "type": "array", "default": [408, 425, 429, 500, 502, 503, 504],
                  "items": { "type": "integer", "minimum": 100, "maximum": 599 }
                },
                "tries": { "title": "Calls at most", "description": "The first one included.", "type": "integer", "minimum": 1, "maximum": 10, "default": 3 },
                "delaySeconds": {
                  "title": "Pause", "description": "Seconds before the second call; each further pause is twice as long. Retry-After wins.",
                  "type": "number", "minimum": 0, "maximum": 300, "default": 1
                },
                "maxDelaySeconds": {
                  "title": "Longest pause", "description": "A Retry-After that asks for more is not waited for.",
                  "type": "number", "minimum": 0, "maximum": 300, "default": 60
                }
              }
            },
            "auth": {
              "title": "Credential", "description": "What the calls prove themselves with.", "type": "object",
              "properties": {
                "type": { "title": "Type", "description": "none sends none; else the credential's own type says how it is sent.", "type": "string" },
                "credential": { "title": "Credential", "description": "Its id in the vault.", "type": "string" }
              }
            },
            "pagination": {
              "title": "Pages", "description": "How the next page is found.", "default": { "type": "none" },
              "oneOf": [
                {
                  "title": "One page", "type": "object", "required": ["type"], "additionalProperties": false,
                  "properties": {
                    "type": { "title": "Type", "description": "No further pages.", "const": "none" },
                    "itemsPath": { "title": "List", "description": "Where the list is in the answer, e.g. result.items.", "type": "string" }
                  }
                },
                {
                  "title": "Link header", "type": "object", "required": ["type"], "additionalProperties": false,
                  "properties": {
                    "type": { "title": "Type", "description": "The header Link with rel=next.", "const": "linkHeader" },
                    "itemsPath": { "title": "List", "description": "Where the list is in each page.", "type": "string" },
                    "maxPages": { "title": "Pages at most", "description": "Ends there.", "type": "integer", "minimum": 1, "maximum": 1000 }
                  }
                },
                {
                  "title": "Address or cursor in the body", "type": "object", "required": ["type", "path"], "additionalProperties": false,
                  "properties": {
                    "type": { "title": "Type", "description": "A value in the answer.", "const": "body" },
                    "path": { "title": "Path", "description": "Where it is, e.g. meta.next.", "type": "string", "minLength": 1 },
                    "cursorParameter": {
                      "title": "Cursor parameter", "description": "Query parameter that takes the value; without it the value is an address.",
                      "type": "string", "minLength": 1
                    },
                    "itemsPath": { "title": "List", "description": "Where the list is in each page.", "type": "string" },
                    "maxPages": { "title": "Pages at most", "description": "Ends there.", "type": "integer", "minimum": 1, "maximum": 1000 }
                  }
                },
                {
                  "title": "Page number", "type": "object", "required": ["type"], "additionalProperties": false,
                  "properties": {
                    "type": { "title": "Type", "description": "A number in the query that grows.", "const": "page" },
                    "parameter": { "title": "Parameter", "description": "Query parameter.", "type": "string", "minLength": 1, "default": "page" },
                    "start": { "title": "Start", "description": "Number of the first page.", "type": "integer", "minimum": 0, "default": 1 },
                    "step": {
                      "title": "Step", "description": "By how much it grows; the page size for an offset.",
                      "type": "integer", "minimum": 1, "default": 1
                    },
                    "pageSizeParameter": { "title": "Size parameter", "description": "Query parameter for the page size.", "type": "string", "minLength": 1 },
                    "pageSize": { "title": "Page size", "description": "Items a page should have.", "type": "integer", "minimum": 1 },
                    "stopWhenEmpty": {
                      "title": "Stop when empty", "description": "End at the first page without items.", "type": "boolean", "default": true
                    },
                    "itemsPath": { "title": "List", "description": "Where the list is in each page.", "type": "string" },
                    "maxPages": { "title": "Pages at most", "description": "Ends there.", "type": "integer", "minimum": 1, "maximum": 1000 }
                  }
                }
              ]
            },
            "batching": {
              "title": "Batching", "description": "How many calls at a time, and how fast.", "type": "object", "additionalProperties": false,
              "properties": {
                "size": { "title": "Batch size", "description": "Items of a batch; all in one when left out.", "type": "integer", "minimum": 1 },
                "intervalMs": {
                  "title": "Pause", "description": "Milliseconds between two batches.", "type": "number", "minimum": 0, "maximum": 3600000, "default": 0
                },
                "concurrency": {
                  "title": "Calls at a time", "description": "Calls under way together.",
                  "type": "integer", "minimum": 1, "maximum": 100, "default": 10
                }
              }
            },
            "timeoutSeconds": {
              "title": "Time-out", "description": "Seconds for one call, redirects included.",
              "type": "number", "minimum": 0.001, "maximum": 3600, "default": 100
            }
          }
        }
        """);
}
