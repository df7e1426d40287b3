using System.Text.Json;
using System.Text.Json.Nodes;
using FlowForge.Core.Model;
using FlowForge.Formats.N8n.Reading;

namespace FlowForge.Formats.N8n.Exporting;

/// <summary>A type of n8n with parameters.</summary>
internal sealed record MadeNode(string Type, double Version, JsonObject Parameters);

/// <summary>Kinds as types of n8n, for nodes that did not come from there or have been changed since.</summary>
internal static class ExportedKinds
{
    /// <summary>The node in n8n's newest form; null when n8n has no counterpart.</summary>
    public static MadeNode? Of(Node node)
    {
        var given = new Given(node.Parameters);
        return node.Kind switch
        {
            "trigger.manual" => new("manualTrigger", 1, []),
            "trigger.error" => new("errorTrigger", 1, []),
            "trigger.workflow" => new("executeWorkflowTrigger", 1.1, new() { ["inputSource"] = "passthrough" }),
            "trigger.schedule" => Schedule(given),
            "trigger.webhook" => Webhook(given),
            "noop" => new("noOp", 1, []),
            "stop" => new("stopAndError", 1, new() { ["errorMessage"] = given.Text("message", "") }),
            "code" => Code(given),
            "set" => ExportedSet.Of(given),
            "if" or "filter" => new(node.Kind, 2.2, ExportedConditions.Of(given, "conditions")),
            "switch" => ExportedConditions.Switch(given),
            "merge" => ExportedMerge.Of(given),
            "http" => ExportedCalls.Http(given),
            "respond" => ExportedCalls.Respond(given),
            "loop" => new("splitInBatches", 3, new() { ["batchSize"] = Json.Node(given.Any("batchSize")) ?? 1, ["options"] = new JsonObject() }),
            "wait" when given.Text("mode", "time") == "time" => new("wait", 1.1, new() { ["amount"] = Json.Node(given.Any("seconds")) ?? 1, ["unit"] = "seconds" }),
            "wait" when given.Text("mode") == "until" => new("wait", 1.1, new() { ["resume"] = "specificTime", ["dateTime"] = Json.Node(given.Any("until")) }),
            "workflow" when given.Has("tool") => given.Has("mode") || given.Has("wait") ? null : ExportedModels.Tool(given),
            "workflow" => new("executeWorkflow", 1.1, new()
            {
                ["workflowId"] = new JsonObject { ["__rl"] = true, ["mode"] = "id", ["value"] = given.Text("id", "") },
                ["mode"] = given.Text("mode") == "perItem" ? "each" : "once",
                ["options"] = new JsonObject { ["waitForSubWorkflow"] = given.Flag("wait", true) },
            }),
            _ => ExportedModels.Of(node.Kind, given),
        };
    }

    private static MadeNode? Schedule(Given given) =>
        given.Text("cron") is { } cron ? Rule(new() { ["field"] = "cronExpression", ["expression"] = cron })
        : given.Text("every") is { Length: > 1 } every && int.TryParse(every.AsSpan(0, every.Length - 1), out var count) ? every[^1] switch
        {
            's' => Rule(new() { ["field"] = "seconds", ["secondsInterval"] = count }),
            'm' => Rule(new() { ["field"] = "minutes", ["minutesInterval"] = count }),
            'h' => Rule(new() { ["field"] = "hours", ["hoursInterval"] = count }),
            'd' => Rule(new() { ["field"] = "days", ["daysInterval"] = count }),
            _ => null,
        }
        : null;

    private static MadeNode Rule(JsonObject rule) => new("scheduleTrigger", 1.2, new() { ["rule"] = new JsonObject { ["interval"] = new JsonArray(rule) } });

    private static MadeNode Webhook(Given given)
    {
        var parameters = new JsonObject
        {
            ["httpMethod"] = given.Text("method", "POST"),
            ["path"] = given.Text("path", ""),
            ["responseMode"] = given.Text("respond") switch { "lastNode" => "lastNode", "respond" => "responseNode", _ => "onReceived" },
        };
        if (given.Text("responseData") == "all")
        {
            parameters["responseData"] = "allEntries";
        }

        if (given.Text("auth.type") is { } auth && auth is ("basic" or "header" or "jwt"))
        {
            parameters["authentication"] = $"{auth}Auth";
        }

        parameters["options"] = new JsonObject();
        return new("webhook", 2, parameters);
    }

    private static MadeNode Code(Given given) => given.Text("mode", "perItem") == "perItem"
        ? new("code", 2, new() { ["mode"] = "runOnceForEachItem", ["jsCode"] = given.Text("source", "") })
        : new("code", 2, new() { ["jsCode"] = given.Text("source", "") });
}
