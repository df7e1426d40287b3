using System.Text.Json.Nodes;
using FlowForge.Formats.N8n.Reading;

namespace FlowForge.Formats.N8n.Types;

/// <summary><c>webhook</c> and its answer.</summary>
internal static class WebhookTypes
{
    /// <summary>The types.</summary>
    public static readonly (string Name, Carry Carry)[] All = [("webhook", Hook), ("respondToWebhook", Respond)];

    private static Carried Hook(Step step)
    {
        var path = step.Given.Text("path") is { Length: > 0 } drawn ? drawn : new Given(step.Node.Json).Text("webhookId") ?? Ids.Of(step.Node.Name, "hook");
        var parameters = new JsonObject { ["path"] = path.Trim('/'), ["method"] = Method(step), ["respond"] = Respond(step.Given.Text("responseMode", "onReceived")) };
        if ((string)parameters["respond"]! == "lastNode" && step.Given.Text("responseData", "firstEntryJson") == "allEntries")
        {
            parameters["responseData"] = "all";
        }

        parameters["auth"] = Auth(step);
        return new("trigger.webhook", parameters) { Inputs = [] };
    }

    private static string Method(Step step)
    {
        step.Given.Any("multipleMethods");
        if (step.Given.Any("httpMethod") is { ValueKind: System.Text.Json.JsonValueKind.Array } methods && methods.GetArrayLength() > 0)
        {
            step.Remark($"The webhook answers to several methods ({string.Join(", ", step.Given.Names("httpMethod"))}); the first was taken.");
            return methods[0].ToString();
        }

        return step.Given.Text("httpMethod", "GET");
    }

    private static string Respond(string mode) => mode switch { "lastNode" => "lastNode", "responseNode" => "respond", _ => "immediately" };

    private static JsonObject Auth(Step step)
    {
        var (type, slot) = step.Given.Text("authentication", "none") switch
        {
            "basicAuth" => ("basic", "httpBasicAuth"),
            "headerAuth" => ("header", "httpHeaderAuth"),
            "jwtAuth" => ("jwt", "jwtAuth"),
            _ => ("none", ""),
        };
        var auth = new JsonObject { ["type"] = type };
        if (type != "none" && step.Credential(slot) is { } credential)
        {
            auth["credential"] = credential;
        }

        return auth;
    }

    private static Carried? Respond(Step step)
    {
        var parameters = new JsonObject();
        var headers = new JsonObject();
        foreach (var header in step.Given.List("options.responseHeaders.entries"))
        {
            headers[header.Text("name", "").ToLowerInvariant()] = Json.Node(header.Any("value"));
        }

        switch (step.Given.Text("respondWith", "firstIncomingItem"))
        {
            case "firstIncomingItem":
                break;
            case "allIncomingItems":
                parameters["body"] = "={{ $input.all().map(item => item.json) }}";
                break;
            case "json":
                parameters["body"] = JsonBody(step.Given.Text("responseBody", ""), headers);
                break;
            case "text":
                parameters["body"] = step.Given.Text("responseBody", "");
                break;
            case "noData":
                parameters["body"] = null;
                break;
            case "binary":
                parameters["binary"] = step.Given.Text("responseDataSource") == "set" ? step.Given.Text("inputFieldName", "data") : "data";
                break;
            case "redirect":
                parameters["status"] = 307;
                parameters["body"] = null;
                headers["location"] = step.Given.Text("redirectURL", "");
                break;
            case var with:
                step.Remark($"The answer '{with}' has no counterpart.");
                return null;
        }

        if (step.Given.Has("options.responseCode"))
        {
            parameters["status"] = step.Given.Number("options.responseCode") is { } status ? JsonValue.Create(status) : Json.Node(step.Given.Any("options.responseCode"));
        }

        if (headers.Count > 0)
        {
            parameters["headers"] = headers;
        }

        return new("respond", parameters);
    }

    private static JsonNode? JsonBody(string text, JsonObject headers)
    {
        if (Templates.IsSingle(text))
        {
            return text;
        }

        if (!Templates.IsTemplate(text) && Json.Parse(text) is { } value)
        {
            return value;
        }

        headers.TryAdd("content-type", "application/json");
        return text;
    }
}
