using System.Text.Json;
using System.Text.Json.Nodes;
using FlowForge.Formats.N8n.Reading;

namespace FlowForge.Formats.N8n.Exporting;

/// <summary><c>http</c> and <c>respond</c> in n8n's newest form.</summary>
internal static class ExportedCalls
{
    private static readonly HashSet<string> Written = new(StringComparer.Ordinal)
    {
        "method", "url", "query", "queryArrays", "headers", "lowerCaseHeaders", "body", "bodyKind", "response", "field", "fullResponse", "neverError", "timeoutSeconds", "followRedirects",
    };

    /// <summary>A call; null when it has an option that n8n has not, or that is written in another way there.</summary>
    public static MadeNode? Http(Given given)
    {
        if (given.Root.ValueKind == JsonValueKind.Object && given.Root.EnumerateObject().Any(option => !Written.Contains(option.Name)))
        {
            return null;
        }

        var parameters = new JsonObject { ["method"] = given.Text("method", "GET"), ["url"] = given.Text("url", "") };
        Pairs(given.Any("query"), parameters, "sendQuery", "specifyQuery", "queryParameters", "jsonQuery");
        Pairs(given.Any("headers"), parameters, "sendHeaders", "specifyHeaders", "headerParameters", "jsonHeaders");
        if (!Body(given, parameters))
        {
            return null;
        }

        parameters["options"] = Options(given);
        return new("httpRequest", 4.2, parameters);
    }

    /// <summary>An answer.</summary>
    public static MadeNode Respond(Given given)
    {
        var parameters = new JsonObject();
        var body = given.Any("body");
        if (given.Text("binary") is { } binary)
        {
            (parameters["respondWith"], parameters["responseDataSource"], parameters["inputFieldName"]) = ("binary", "set", binary);
        }
        else if (body.ValueKind == JsonValueKind.Null)
        {
            parameters["respondWith"] = "noData";
        }
        else if (body.ValueKind != JsonValueKind.Undefined)
        {
            var isText = body.ValueKind == JsonValueKind.String && !Types.Templates.IsSingle(body.GetString()!);
            (parameters["respondWith"], parameters["responseBody"]) = (isText ? "text" : "json", body.ValueKind == JsonValueKind.String ? body.GetString() : body.GetRawText());
        }

        var options = new JsonObject();
        if (given.Has("status"))
        {
            options["responseCode"] = Json.Node(given.Any("status"));
        }

        if (given.Any("headers") is { ValueKind: JsonValueKind.Object } headers)
        {
            options["responseHeaders"] = new JsonObject { ["entries"] = List(headers) };
        }

        parameters["options"] = options;
        return new("respondToWebhook", 1.1, parameters);
    }

    private static bool Body(Given given, JsonObject parameters)
    {
        var body = given.Any("body");
        if (body.ValueKind == JsonValueKind.Undefined)
        {
            return true;
        }

        parameters["sendBody"] = true;
        switch (given.Text("bodyKind", "json"))
        {
            case "json":
                (parameters["specifyBody"], parameters["jsonBody"]) = ("json", body.ValueKind == JsonValueKind.String ? body.GetString() : body.GetRawText());
                return true;
            case "form" when body.ValueKind == JsonValueKind.Object:
                (parameters["contentType"], parameters["bodyParameters"]) = ("form-urlencoded", new JsonObject { ["parameters"] = List(body) });
                return true;
            case "text" when body.ValueKind == JsonValueKind.String:
                (parameters["contentType"], parameters["rawContentType"], parameters["body"]) = ("raw", "text/plain", body.GetString());
                return true;
            default:
                return false;
        }
    }

    private static void Pairs(JsonElement value, JsonObject parameters, string send, string specify, string pairs, string json)
    {
        if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
        {
            return;
        }

        parameters[send] = true;
        if (value.ValueKind == JsonValueKind.Object)
        {
            parameters[pairs] = new JsonObject { ["parameters"] = List(value) };
        }
        else
        {
            (parameters[specify], parameters[json]) = ("json", value.ToString());
        }
    }

    private static JsonArray List(JsonElement pairs)
    {
        var list = new JsonArray();
        foreach (var pair in pairs.EnumerateObject())
        {
            foreach (var value in pair.Value.ValueKind == JsonValueKind.Array ? pair.Value.EnumerateArray().ToArray() : [pair.Value])
            {
                list.Add(new JsonObject { ["name"] = pair.Name, ["value"] = Json.Node(value) });
            }
        }

        return list;
    }

    private static JsonObject Options(Given given)
    {
        var response = new JsonObject();
        Put(response, "responseFormat", given.Text("response"));
        Put(response, "outputPropertyName", given.Text("field"));
        Put(response, "fullResponse", given.Flag("fullResponse"));
        Put(response, "neverError", given.Flag("neverError"));
        var options = new JsonObject();
        if (response.Count > 0)
        {
            options["response"] = new JsonObject { ["response"] = response };
        }

        if (given.Number("timeoutSeconds") is { } seconds)
        {
            options["timeout"] = seconds * 1_000;
        }

        if (!given.Flag("followRedirects", true))
        {
            options["redirect"] = new JsonObject { ["redirect"] = new JsonObject { ["followRedirects"] = false } };
        }

        Put(options, "queryParameterArrays", given.Text("queryArrays"));
        Put(options, "lowercaseHeaders", given.Flag("lowerCaseHeaders"));
        return options;
    }

    private static void Put(JsonObject target, string name, string? value)
    {
        if (value is not null)
        {
            target[name] = value;
        }
    }

    private static void Put(JsonObject target, string name, bool value)
    {
        if (value)
        {
            target[name] = true;
        }
    }
}
