using System.Text;
using FlowForge.Core.Model;
using FlowForge.Core.Serialization;

namespace FlowForge.Ai.Tests.Support;

/// <summary>Workflows that tests draw.</summary>
internal static class Drawn
{
    public static Workflow Orders(string notes = "", string body = "") => Read($$"""
        {
          "flowforge": 1, "id": "orders", "name": "Orders",
          "graph": {
            "nodes": [
              { "id": "hook", "kind": "trigger.webhook", "parameters": { "path": "orders", "method": "POST", "auth": { "type": "header", "credential": "shop" } }, "position": { "x": 0, "y": 0 } },
              { "id": "total", "kind": "code", "notes": {{JsonString(notes)}}, "parameters": { "mode": "perItem", "source": "return { total: $json.body.price }" }, "position": { "x": 260, "y": 0 } },
              { "id": "send", "kind": "http", "parameters": { "method": "POST", "url": "https://api.shop.example.com/orders", "bodyKind": "json", "body": { "remark": {{JsonString(body)}} }, "auth": { "credential": "shop" } }, "position": { "x": 520, "y": 0 } }
            ],
            "edges": [ { "from": "hook", "to": "total" }, { "from": "total", "to": "send" } ]
          }
        }
        """);

    public static Workflow Read(string document)
    {
        var reading = WorkflowJson.Read(Encoding.UTF8.GetBytes(document));
        return reading.Workflow ?? throw new InvalidOperationException(string.Join('\n', reading.Problems));
    }

    public static string JsonString(string text) => System.Text.Json.JsonSerializer.Serialize(text);
}
