using System.Text.Json.Nodes;

namespace FlowForge.Formats.N8n.Types;

/// <summary><c>httpRequest</c> in its versions 1 and 2.</summary>
internal static class OldHttpType
{
    /// <summary>The call.</summary>
    public static Carried Of(Step step)
    {
        var given = step.Given;
        var isJson = given.Flag("jsonParameters");
        var parameters = new JsonObject { ["method"] = given.Text("requestMethod", "GET"), ["url"] = given.Text("url", "") };
        Put(parameters, "query", HttpPairs.Of(step, isJson, "queryParametersUi.parameter", "queryParametersJson"));
        Put(parameters, "headers", HttpPairs.Of(step, isJson, "headerParametersUi.parameter", "headerParametersJson"));
        Body(step, parameters, isJson);
        if (given.Text("authentication", "none") is not "none" and var authentication)
        {
            if (step.OnlyCredential() is { } credential)
            {
                parameters["auth"] = new JsonObject { ["credential"] = credential };
            }
            else
            {
                step.Remark($"The call needs a credential for '{authentication}', and the file names none.");
            }
        }

        Response(step, parameters);
        return new("http", parameters);
    }

    private static void Body(Step step, JsonObject parameters, bool isJson)
    {
        var given = step.Given;
        if (given.Flag("sendBinaryData"))
        {
            // Written as part:binary, it is a file of a form; else it is the body.
            var name = given.Text("binaryPropertyName", "data");
            if (name.IndexOf(':') is > 0 and var colon && given.Text("options.bodyContentType") == "multipart-form-data")
            {
                parameters["bodyKind"] = "multipart";
                parameters["files"] = new JsonObject { [name[..colon]] = name[(colon + 1)..] };
                Put(parameters, "body", HttpPairs.Of(step, isJson, "bodyParametersUi.parameter", "bodyParametersJson"));
                return;
            }

            parameters["bodyKind"] = "binary";
            parameters["binary"] = name;
            return;
        }

        var kind = given.Text("options.bodyContentType", "json") switch
        {
            "form-urlencoded" => "form",
            "multipart-form-data" => "multipart",
            "raw" => "text",
            _ => "json",
        };
        if (HttpPairs.Of(step, isJson, "bodyParametersUi.parameter", "bodyParametersJson") is { } body)
        {
            parameters["body"] = body;
            if (kind != "json")
            {
                parameters["bodyKind"] = kind;
            }
        }
    }

    private static void Response(Step step, JsonObject parameters)
    {
        var given = step.Given;
        parameters["response"] = given.Text("responseFormat", "json") switch { "string" => "text", "file" => "file", _ => "json" };
        if (given.Text("dataPropertyName") is { Length: > 0 } field)
        {
            parameters["field"] = field;
        }

        if (given.Flag("options.fullResponse"))
        {
            parameters["fullResponse"] = true;
        }

        if (given.Flag("options.ignoreResponseCode"))
        {
            parameters["neverError"] = true;
        }

        if (!given.Flag("options.followRedirect", true))
        {
            parameters["followRedirects"] = false;
        }

        if (given.Has("options.timeout"))
        {
            parameters["timeoutSeconds"] = Templates.Scaled(given.Any("options.timeout"), 0.001);
        }

        HttpOptions.Batching(given, parameters, "options.batchSize", "options.batchInterval");
    }

    private static void Put(JsonObject parameters, string name, JsonNode? value)
    {
        if (value is not null)
        {
            parameters[name] = value;
        }
    }
}
