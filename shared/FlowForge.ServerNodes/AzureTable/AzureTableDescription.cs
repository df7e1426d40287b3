using FlowForge.Core.Ports;
using FlowForge.Nodes.Json;
using FlowForge.ServerNodes.Items;

namespace FlowForge.ServerNodes.AzureTable;

/// <summary>What <c>azure.table</c> says about itself.</summary>
internal static class AzureTableDescription
{
    /// <summary>The description.</summary>
    public static readonly KindDescription Value = new()
    {
        Kind = "azure.table",
        Title = "Azure Table Storage",
        Group = "azure",
        Summary = "Queries, reads, writes and deletes entities of a table of a storage account.",
        Icon = "table",
        RunsIn = RunsIn.Server,
        ParameterSchema = JsonLiteral.Of($$"""
            {
              "type": "object", "title": "Azure Table Storage", "required": ["auth"], "additionalProperties": false,
              "properties": {
                "operation": {
                  "title": "Operation", "description": "What is done.", "default": "query",
                  "enum": ["query", "get", "insert", "upsert", "replace", "merge", "delete", "listTables", "createTable", "deleteTable"]
                },
                {{Credential.Schema}},
                "table": { "title": "Table", "description": "Its name; not for listTables.", "type": "string", "maxLength": 63 },
                "partitionKey": { "title": "Partition key", "description": "Of the entity.", "type": "string", "maxLength": 1024 },
                "rowKey": { "title": "Row key", "description": "Of the entity.", "type": "string", "maxLength": 1024 },
                "fields": { "title": "Fields", "description": "Writing: an object of fields; left out, those of the item. Objects and lists are written as JSON.", "type": "object" },
                "filter": { "title": "Filter", "description": "Query: an OData filter such as PartitionKey eq 'a' and count gt 5.", "type": "string" },
                "select": {
                  "title": "Select", "description": "Query and get: which fields, as a list or with commas; left out, all.",
                  "oneOf": [{ "type": "string" }, { "type": "array", "items": { "type": "string" } }]
                },
                "max": { "title": "At most", "description": "Query: how many entities.", "type": "integer", "minimum": 1, "maximum": 100000, "default": 1000 },
                "etag": { "title": "ETag", "description": "Replace, merge and delete: what the entity must still have; left out, anything.", "type": "string" }
              }
            }
            """),
        Example = JsonLiteral.Of("""{ "operation": "upsert", "auth": { "credential": "storage" }, "table": "orders", "partitionKey": "={{ $json.customer }}", "rowKey": "={{ $json.id }}" }"""),
        Help = """
            - `query` gives an item per entity, `get` the one with `partitionKey` and `rowKey`: `partitionKey`, `rowKey`, `timestamp`, `etag` and its fields.
            - `insert` fails where there is one, `replace` and `merge` where there is none, `upsert` merges into what there may be; they give `{ partitionKey, rowKey, etag }`.
            - `delete`, `createTable` and `deleteTable` give what was done; `listTables` an item per table.

            Whole numbers up to 2,147,483,647 are written as Int32, larger ones as Int64, others as Double. 64-bit numbers that JavaScript cannot hold are read as texts, bytes as base64.
            The account is the credential `auth` (type *Azure Storage*).
            """,
    };
}
