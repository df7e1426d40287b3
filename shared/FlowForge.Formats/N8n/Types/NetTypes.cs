using System.Text.Json;
using System.Text.Json.Nodes;
using FlowForge.Formats.N8n.Reading;

namespace FlowForge.Formats.N8n.Types;

/// <summary>Nodes that call something other than a web service of one's choice: <c>graphql</c>, <c>rssFeedRead</c> and <c>emailSend</c>.</summary>
internal static class NetTypes
{
    /// <summary>The types.</summary>
    public static readonly (string Name, Carry Carry)[] All = [("graphql", GraphQl), ("rssFeedRead", Rss), ("emailSend", Email)];

    private static Carried GraphQl(Step step)
    {
        var given = step.Given;
        var parameters = new JsonObject { ["url"] = given.Text("endpoint", ""), ["query"] = Template(given.Text("query", "")) };
        if (given.Any("variables") is { ValueKind: JsonValueKind.String } text && text.GetString() is { Length: > 0 } variables)
        {
            parameters["variables"] = variables;
        }
        else if (given.Any("variables").ValueKind == JsonValueKind.Object)
        {
            parameters["variables"] = Json.Node(given.Any("variables"));
        }

        Put(parameters, "operationName", given.Text("operationName"));
        if (given.Text("requestMethod", "POST") == "GET")
        {
            parameters["method"] = "GET";
        }

        if (given.Text("requestFormat", step.Version < 1.1 ? "graphql" : "json") == "graphql")
        {
            parameters["format"] = "graphql";
        }

        if (given.List("headerParametersUi.parameter").ToList() is { Count: > 0 } headers)
        {
            var pairs = new JsonObject();
            foreach (var header in headers)
            {
                pairs[header.Text("name", "")] = header.Text("value", "");
            }

            parameters["headers"] = pairs;
        }

        if (given.Text("responseFormat") == "string")
        {
            parameters["response"] = "text";
            Put(parameters, "field", given.Text("dataPropertyName"));
        }

        if (given.Text("authentication", "none") != "none")
        {
            Auth(step, parameters);
        }

        return new("graphql", parameters);
    }

    private static Carried Rss(Step step)
    {
        var parameters = new JsonObject { ["url"] = step.Given.Text("url", "") };
        Put(parameters, "customFields", step.Given.Text("options.customFields"));
        return new("rss", parameters);
    }

    private static Carried? Email(Step step)
    {
        var given = step.Given;
        if (given.Text("operation", "send") != "send")
        {
            step.Remark("A mail that waits for an answer has no counterpart.");
            return null;
        }

        var parameters = new JsonObject();
        step.Remark("n8n keeps the mail server in its credential: enter 'host' and 'port' here.");
        Put(parameters, "from", given.Text("fromEmail"));
        Put(parameters, "to", given.Text("toEmail"));
        Put(parameters, "cc", given.Text("options.ccEmail") ?? given.Text("ccEmail"));
        Put(parameters, "bcc", given.Text("options.bccEmail") ?? given.Text("bccEmail"));
        Put(parameters, "replyTo", given.Text("options.replyTo"));
        Put(parameters, "subject", given.Text("subject"));
        var format = step.Version < 2 ? "both" : given.Text("emailFormat", step.Version < 2.1 ? "text" : "html");
        if (format is "text" or "both")
        {
            Put(parameters, "text", given.Text("text"));
        }

        if (format is "html" or "both")
        {
            Put(parameters, "html", given.Text("html"));
        }

        Put(parameters, "attachments", given.Text("options.attachments") ?? given.Text("attachments"));

        // A line that says which program sent it is never added.
        given.Any("options.appendAttribution");
        Auth(step, parameters);
        return new("email", parameters);
    }

    private static void Auth(Step step, JsonObject parameters)
    {
        if (step.OnlyCredential() is { } credential)
        {
            parameters["auth"] = new JsonObject { ["credential"] = credential };
        }
        else
        {
            step.Remark("The node needs a credential, and the file names none.");
        }
    }

    // Editors of code take expressions without the sign that begins one.
    private static string Template(string text) => !Templates.IsTemplate(text) && text.Contains("{{", StringComparison.Ordinal) && text.Contains("}}", StringComparison.Ordinal) && text.Contains("{{ $", StringComparison.Ordinal) ? "=" + text : text;

    private static void Put(JsonObject parameters, string name, string? value)
    {
        if (value is { Length: > 0 })
        {
            parameters[name] = value;
        }
    }
}
