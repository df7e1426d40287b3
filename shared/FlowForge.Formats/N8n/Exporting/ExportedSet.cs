using System.Text.Json;
using System.Text.Json.Nodes;
using FlowForge.Formats.N8n.Reading;

namespace FlowForge.Formats.N8n.Exporting;

/// <summary><c>set</c> as n8n's Edit Fields of version 3.4.</summary>
internal static class ExportedSet
{
    /// <summary>The node; null when its fields are one expression.</summary>
    public static MadeNode? Of(Given given)
    {
        var parameters = new JsonObject();
        if (given.Has("json"))
        {
            parameters["mode"] = "raw";
            parameters["jsonOutput"] = given.Any("json") is { ValueKind: JsonValueKind.String } text ? text.GetString() : given.Any("json").GetRawText();
        }
        else if (given.Any("fields") is { ValueKind: JsonValueKind.Object or JsonValueKind.Undefined } fields)
        {
            parameters["assignments"] = new JsonObject { ["assignments"] = Assignments(given, fields) };
        }
        else
        {
            return null;
        }

        Keep(given, parameters);
        parameters["options"] = Options(given);
        return new("set", 3.4, parameters);
    }

    private static JsonObject Options(Given given)
    {
        var options = new JsonObject();
        if (!given.Flag("dots", true))
        {
            options["dotNotation"] = false;
        }

        if (given.Flag("lenient"))
        {
            options["ignoreConversionErrors"] = true;
        }

        if (given.Text("binary") == "drop" && given.Text("keep", "all") != "none")
        {
            options["stripBinary"] = true;
        }

        return options;
    }

    private static JsonArray Assignments(Given given, JsonElement fields)
    {
        var assignments = new JsonArray();
        foreach (var field in fields.ValueKind == JsonValueKind.Object ? fields.EnumerateObject() : default)
        {
            var type = given.Any("types") is { ValueKind: JsonValueKind.Object } types && types.TryGetProperty(field.Name, out var named) ? named.GetString()! : TypeOf(field.Value);
            assignments.Add(new JsonObject
            {
                ["id"] = $"{assignments.Count}",
                ["name"] = field.Name,
                ["type"] = type,
                ["value"] = field.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? field.Value.GetRawText() : Json.Node(field.Value),
            });
        }

        return assignments;
    }

    private static void Keep(Given given, JsonObject parameters)
    {
        var keep = given.Text("keep", "all");
        if (keep == "none")
        {
            return;
        }

        parameters["includeOtherFields"] = true;
        if (keep is "selected" or "except")
        {
            parameters["include"] = keep;
            parameters[keep == "selected" ? "includeFields" : "excludeFields"] = string.Join(", ", given.Names(keep == "selected" ? "only" : "except"));
        }
    }

    private static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Array => "array",
        JsonValueKind.Object => "object",
        _ => "string",
    };
}
