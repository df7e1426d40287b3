using System.Text.Json;
using System.Text.Json.Nodes;
using FlowForge.Formats.N8n.Reading;

namespace FlowForge.Formats.N8n.Types;

/// <summary><c>httpRequest</c> since version 3.</summary>
internal static class HttpType
{
    /// <summary>The type.</summary>
    public static readonly (string Name, Carry Carry)[] All = [("httpRequest", step => step.Version < 3 ? OldHttpType.Of(step) : Of(step))];

    // What the editor of n8n shows and no call depends on.
    private static readonly string[] Decoration = ["curlImport", "httpVariantWarning", "infoMessage", "provideSslCertificates"];

    private static Carried Of(Step step)
    {
        var given = step.Given;
        Array.ForEach(Decoration, name => given.Any(name));
        var parameters = new JsonObject { ["method"] = given.Text("method", "GET"), ["url"] = given.Text("url", "") };
        if (given.Flag("sendQuery"))
        {
            Put(parameters, "query", HttpPairs.Of(step, given.Text("specifyQuery", "keypair") == "json", "queryParameters.parameters", "jsonQuery"));
        }

        if (given.Text("options.queryParameterArrays") is { } arrays)
        {
            parameters["queryArrays"] = arrays;
        }

        if (given.Flag("sendHeaders"))
        {
            Put(parameters, "headers", HttpPairs.Of(step, given.Text("specifyHeaders", "keypair") == "json", "headerParameters.parameters", "jsonHeaders"));
        }

        if (given.Any("options.lowercaseHeaders").ValueKind == JsonValueKind.True)
        {
            parameters["lowerCaseHeaders"] = true;
        }

        if (given.Flag("sendBody"))
        {
            HttpBodies.Put(step, parameters);
        }

        Auth(step, parameters);
        HttpOptions.Put(step, parameters);
        return new("http", parameters);
    }

    private static void Auth(Step step, JsonObject parameters)
    {
        var slot = step.Given.Text("authentication", "none") switch
        {
            "genericCredentialType" => step.Given.Text("genericAuthType"),
            "predefinedCredentialType" => step.Given.Text("nodeCredentialType"),
            "none" => null,
            var old => $"http{char.ToUpperInvariant(old[0])}{old[1..]}",
        };
        if (slot is not null && (step.Credential(slot) ?? step.OnlyCredential()) is { } credential)
        {
            parameters["auth"] = new JsonObject { ["credential"] = credential };
        }
        else if (slot is not null)
        {
            step.Remark($"The call needs a credential of type '{slot}', and the file names none.");
        }
    }

    private static void Put(JsonObject parameters, string name, JsonNode? value)
    {
        if (value is not null)
        {
            parameters[name] = value;
        }
    }
}
