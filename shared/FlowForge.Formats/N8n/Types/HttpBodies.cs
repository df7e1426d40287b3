using System.Text.Json;
using System.Text.Json.Nodes;
using FlowForge.Formats.N8n.Reading;

namespace FlowForge.Formats.N8n.Types;

/// <summary>The body of a call since version 3 of <c>httpRequest</c>.</summary>
internal static class HttpBodies
{
    /// <summary>Puts <c>body</c>, <c>bodyKind</c> and what goes with them.</summary>
    public static void Put(Step step, JsonObject parameters)
    {
        var given = step.Given;
        switch (given.Text("contentType", "json"))
        {
            case "form-urlencoded":
                parameters["bodyKind"] = "form";
                PutBody(parameters, given.Text("specifyBody", "keypair") == "string" ? given.Text("body", "") : HttpPairs.Object(step, given.List("bodyParameters.parameters")));
                break;
            case "multipart-form-data":
                parameters["bodyKind"] = "multipart";
                Multipart(step, parameters);
                break;
            case "raw":
                parameters["bodyKind"] = "text";
                PutBody(parameters, given.Text("body", ""));
                PutType(parameters, given.Text("rawContentType"));
                break;
            case "binaryData":
                parameters["bodyKind"] = "binary";
                parameters["binary"] = given.Text("inputDataFieldName", "data");
                break;
            default:
                PutBody(parameters, given.Text("specifyBody", "keypair") switch
                {
                    "json" => JsonText(given),
                    "string" => given.Text("body", ""),
                    _ => HttpPairs.Object(step, given.List("bodyParameters.parameters")),
                });
                break;
        }
    }

    private static void Multipart(Step step, JsonObject parameters)
    {
        var parts = step.Given.List("bodyParameters.parameters").ToLookup(part => part.Text("parameterType") == "formBinaryData");
        PutBody(parameters, HttpPairs.Object(step, parts[false]));
        var files = new JsonObject();
        foreach (var part in parts[true])
        {
            files[part.Text("name", "file")] = part.Text("inputDataFieldName", "data");
        }

        if (files.Count > 0)
        {
            parameters["files"] = files;
        }
    }

    // A text that is JSON is drawn as the value it says; one with expressions inside stays a text, which the kind reads as JSON.
    private static JsonNode? JsonText(Given given) =>
        given.Any("jsonBody") is { ValueKind: JsonValueKind.Object or JsonValueKind.Array } value ? Json.Node(value)
        : given.Text("jsonBody") is { Length: > 0 } text ? (Templates.IsTemplate(text) ? text : Json.Parse(text) ?? text)
        : null;

    private static void PutBody(JsonObject parameters, JsonNode? body)
    {
        if (body is not null)
        {
            parameters["body"] = body;
        }
    }

    private static void PutType(JsonObject parameters, string? type)
    {
        if (type is { Length: > 0 })
        {
            var headers = parameters["headers"] as JsonObject ?? [];
            if (!headers.Any(header => header.Key.Equals("content-type", StringComparison.OrdinalIgnoreCase)))
            {
                headers["content-type"] = type;
            }

            parameters["headers"] = headers;
        }
    }
}
