using FlowForge.Core.Ports;
using FlowForge.Nodes.Json;
using FlowForge.ServerNodes.Items;

namespace FlowForge.ServerNodes.AzureQueue;

/// <summary>What <c>azure.queue</c> says about itself.</summary>
internal static class AzureQueueDescription
{
    /// <summary>The description.</summary>
    public static readonly KindDescription Value = new()
    {
        Kind = "azure.queue",
        Title = "Azure Queue Storage",
        Group = "azure",
        Summary = "Sends, receives and deletes messages of a queue of a storage account.",
        Icon = "list-ordered",
        RunsIn = RunsIn.Server,
        ParameterSchema = JsonLiteral.Of($$"""
            {
              "type": "object", "title": "Azure Queue Storage", "required": ["auth"], "additionalProperties": false,
              "properties": {
                "operation": {
                  "title": "Operation", "description": "What is done.", "default": "send",
                  "enum": ["send", "receive", "peek", "delete", "clear", "count", "listQueues", "createQueue", "deleteQueue"]
                },
                {{Credential.Schema}},
                "queue": { "title": "Queue", "description": "Its name; not for listQueues.", "type": "string", "maxLength": 63 },
                "message": { "title": "Message", "description": "Send: the text; anything else is sent as JSON." },
                "base64": { "title": "Base64", "description": "Messages are written in base64, as Azure Functions expect.", "type": "boolean", "default": false },
                "delaySeconds": { "title": "Delay", "description": "Send: seconds until the message can be seen.", "type": "integer", "minimum": 0, "maximum": 604800, "default": 0 },
                "liveSeconds": { "title": "Lives", "description": "Send: seconds until the message is gone; -1 for ever.", "type": "integer", "minimum": -1, "maximum": 2147483647 },
                "max": { "title": "At most", "description": "Receive and peek: how many messages.", "type": "integer", "minimum": 1, "maximum": 32, "default": 1 },
                "hideSeconds": { "title": "Hidden for", "description": "Receive: seconds in which nobody else gets the message.", "type": "integer", "minimum": 1, "maximum": 604800, "default": 30 },
                "remove": { "title": "Delete", "description": "Receive: delete messages at once. They are lost when the run fails.", "type": "boolean", "default": false },
                "messageId": { "title": "Message id", "description": "Delete: that of a message that was received.", "type": "string" },
                "popReceipt": { "title": "Pop receipt", "description": "Delete: that of the message, as it was received.", "type": "string" }
              }
            }
            """),
        Example = JsonLiteral.Of("""{ "operation": "send", "auth": { "credential": "storage" }, "queue": "orders", "message": "={{ $json }}" }"""),
        Help = """
            - `send` gives `{ messageId, popReceipt, insertedOn, expiresOn, visibleOn }`.
            - `receive` gives an item per message, `{ messageId, popReceipt, text, json?, dequeueCount, insertedOn, expiresOn, visibleOn }`; `json` where the text is
              JSON. Delete each with its `messageId` and `popReceipt` once it has been dealt with, or it comes again. `peek` looks and takes nothing.
            - `count` gives `{ queue, count }`, roughly. `clear`, `delete`, `createQueue` and `deleteQueue` give what was done.

            The account is the credential `auth` (type *Azure Storage*).
            """,
    };
}
