using FlowForge.Core.Ports;
using FlowForge.Nodes.Json;
using FlowForge.ServerNodes.Items;

namespace FlowForge.ServerNodes.AzureBlob;

/// <summary>What <c>azure.blob</c> says about itself.</summary>
internal static class AzureBlobDescription
{
    /// <summary>The description.</summary>
    public static readonly KindDescription Value = new()
    {
        Kind = "azure.blob",
        Title = "Azure Blob Storage",
        Group = "azure",
        Summary = "Lists, reads, writes and deletes blobs and containers of a storage account.",
        Icon = "cloud",
        RunsIn = RunsIn.Server,
        ParameterSchema = JsonLiteral.Of($$"""
            {
              "type": "object", "title": "Azure Blob Storage", "required": ["auth"], "additionalProperties": false,
              "properties": {
                "operation": {
                  "title": "Operation", "description": "What is done.", "default": "list",
                  "enum": ["list", "download", "upload", "delete", "properties", "listContainers", "createContainer", "deleteContainer"]
                },
                {{Credential.Schema}},
                "container": { "title": "Container", "description": "Its name; not for listContainers.", "type": "string", "maxLength": 63 },
                "blob": { "title": "Blob", "description": "Its name, which may have slashes.", "type": "string", "maxLength": 1024 },
                "binary": { "title": "Binary", "description": "Upload: the item's binary that is sent. Download: the binary that the blob becomes.", "type": "string", "minLength": 1, "default": "data" },
                "text": { "title": "Text", "description": "Upload: a text in place of a binary." },
                "contentType": { "title": "Content type", "description": "Upload: left out, the file's.", "type": "string" },
                "metadata": { "title": "Metadata", "description": "Upload and createContainer: names and texts.", "type": "object" },
                "overwrite": { "title": "Overwrite", "description": "Upload: replace a blob that is there.", "type": "boolean", "default": true },
                "prefix": { "title": "Prefix", "description": "List: what names begin with.", "type": "string" },
                "max": { "title": "At most", "description": "List: how many.", "type": "integer", "minimum": 1, "maximum": 100000, "default": 5000 },
                "missing": { "title": "When it is missing", "description": "Delete: fail, or go on.", "enum": ["fail", "ignore"], "default": "fail" }
              }
            }
            """),
        Example = JsonLiteral.Of("""{ "operation": "upload", "auth": { "credential": "storage" }, "container": "orders", "blob": "={{ $json.id }}.json", "text": "={{ $json }}" }"""),
        Help = """
            - `list`, `listContainers`: an item per blob or container.
            - `download`: the item with the blob as the file `binary`; `properties`: what is known of it.
            - `upload`: sends the file `binary`, or `text`; gives `{ name, container, etag, size }`.
            - `delete`, `createContainer`, `deleteContainer`: give what was done.

            The account is the credential `auth` (type *Azure Storage*). What the service refuses is the failure `azure.refused` of that item, with its code.
            """,
    };
}
