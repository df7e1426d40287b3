using System.Text.Json.Nodes;
using FlowForge.Formats.N8n.Reading;

namespace FlowForge.Formats.N8n.Exporting;

/// <summary><c>merge</c> as n8n's version 3, but for what only its first one says.</summary>
internal static class ExportedMerge
{
    /// <summary>The node.</summary>
    public static MadeNode Of(Given given)
    {
        if (given.Text("unpaired") == "first" && given.Text("mode") == "position")
        {
            return new("merge", 1, new() { ["mode"] = "mergeByIndex", ["join"] = "left" });
        }

        var parameters = new JsonObject();
        switch (given.Text("mode", "append"))
        {
            case "append":
                parameters["mode"] = "append";
                break;
            case "choose" when given.Text("use") == "none":
                (parameters["mode"], parameters["output"]) = ("chooseBranch", "empty");
                break;
            case "choose":
                (parameters["mode"], parameters["useDataOfInput"]) = ("chooseBranch", int.TryParse(given.Text("use", "in1").AsSpan(2), out var input) ? input : 1);
                break;
            case "position":
                (parameters["mode"], parameters["combineBy"]) = ("combine", "combineByPosition");
                parameters["options"] = Options(given);
                break;
            case "pairs":
                (parameters["mode"], parameters["combineBy"]) = ("combine", "combineAll");
                parameters["options"] = Options(given);
                break;
            default:
                Keys(given, parameters);
                break;
        }

        if (given.Number("inputs") is { } inputs)
        {
            parameters["numberInputs"] = inputs;
        }

        return new("merge", 3, parameters);
    }

    private static void Keys(Given given, JsonObject parameters)
    {
        parameters["mode"] = "combine";
        var pairs = given.List("keys").Select(pair => new JsonObject { ["field1"] = pair.Text("left"), ["field2"] = pair.Text("right") }).ToArray<JsonNode?>();
        if (pairs.Length > 0)
        {
            (parameters["advanced"], parameters["mergeByFields"]) = (true, new JsonObject { ["values"] = new JsonArray(pairs) });
        }
        else
        {
            parameters["fieldsToMatchString"] = string.Join(", ", given.Names("on"));
        }

        parameters["joinMode"] = given.Text("join") switch { "left" => "enrichInput1", "right" => "enrichInput2", "outer" => "keepEverything", "anti" => "keepNonMatches", _ => "keepMatches" };
        var join = given.Text("join", "inner");
        if (join == "anti" || (join == "inner" && given.Text("from") is not null))
        {
            parameters["outputDataFrom"] = given.Text("from", join == "anti" ? "in1" : "both") switch { "in1" => "input1", "in2" => "input2", _ => "both" };
        }

        parameters["options"] = Options(given);
    }

    private static JsonObject Options(Given given)
    {
        var options = new JsonObject
        {
            ["clashHandling"] = new JsonObject
            {
                ["values"] = new JsonObject
                {
                    ["resolveClash"] = given.Text("clash") switch { "first" => "preferInput1", "suffix" => "addSuffix", _ => "preferLast" },
                    ["mergeMode"] = given.Flag("deep") ? "deepMerge" : "shallowMerge",
                },
            },
        };
        if (given.Text("unpaired") == "keep")
        {
            options["includeUnpaired"] = true;
        }

        if (given.Text("matches") == "first")
        {
            options["multipleMatches"] = "first";
        }

        if (given.Flag("loose"))
        {
            options["fuzzyCompare"] = true;
        }

        return options;
    }
}
