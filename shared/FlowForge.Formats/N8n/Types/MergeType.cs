using System.Text.Json.Nodes;
using FlowForge.Formats.N8n.Reading;

namespace FlowForge.Formats.N8n.Types;

/// <summary><c>merge</c> in its three generations.</summary>
internal static class MergeType
{
    /// <summary>The type.</summary>
    public static readonly (string Name, Carry Carry)[] All = [("merge", Of)];

    private static Carried? Of(Step step)
    {
        var inputs = (int)Math.Clamp(step.Given.Number("numberInputs") ?? 2, 2, FlowForge.Core.Limits.MergeInputs);
        var parameters = step.Version < 2 ? First(step) : step.Given.Text("mode", "append") switch
        {
            "append" => new JsonObject { ["mode"] = "append" },
            "chooseBranch" => Choose(step),
            "combine" => Combine(step),
            var mode => Refuse(step, $"The merge mode '{mode}' has no counterpart."),
        };
        if (parameters is null)
        {
            return null;
        }

        if (inputs != 2)
        {
            parameters["inputs"] = inputs;
        }

        return new("merge", parameters) { Inputs = [.. Enumerable.Range(1, inputs).Select(number => $"in{number}")] };
    }

    private static JsonObject? First(Step step)
    {
        var mode = step.Given.Text("mode", "append");
        switch (mode)
        {
            case "append":
                return new() { ["mode"] = "append" };
            case "passThrough":
                return new() { ["mode"] = "choose", ["use"] = Input(step.Given.Text("output", "input1")) };
            case "multiplex":
                return new() { ["mode"] = "pairs" };
            case "mergeByIndex":
                return step.Given.Text("join", "left") switch
                {
                    "inner" => new() { ["mode"] = "position", ["unpaired"] = "drop" },
                    "outer" => new() { ["mode"] = "position", ["unpaired"] = "keep" },
                    _ => new() { ["mode"] = "position", ["unpaired"] = "first" },
                };
            case "mergeByKey" or "removeKeyMatches" or "keepKeyMatches":
                var overwrite = step.Given.Text("overwrite", "always");
                var merged = new JsonObject
                {
                    ["mode"] = "key",
                    ["keys"] = new JsonArray(Pair(step.Given.Text("propertyName1", ""), step.Given.Text("propertyName2", ""))),
                    ["join"] = mode switch { "removeKeyMatches" => "anti", "keepKeyMatches" => "inner", _ => "left" },
                    ["matches"] = "first",
                    ["clash"] = overwrite == "always" ? "last" : "first",
                };
                if (mode == "keepKeyMatches")
                {
                    merged["from"] = "in1";
                }

                return merged;
            default:
                return Refuse(step, $"The merge mode '{mode}' has no counterpart.");
        }
    }

    private static JsonObject? Choose(Step step)
    {
        var use = step.Given.Text("useDataOfInput") ?? step.Given.Text("output", "input1");
        return step.Given.Text("output") == "empty"
            ? new() { ["mode"] = "choose", ["use"] = "none" }
            : new() { ["mode"] = "choose", ["use"] = Input(use) };
    }

    private static JsonObject? Combine(Step step)
    {
        var by = step.Given.Text("combineBy") ?? step.Given.Text("combinationMode", "combineByFields");
        var parameters = by switch
        {
            "combineByPosition" or "mergeByPosition" => new JsonObject { ["mode"] = "position", ["unpaired"] = step.Given.Flag("options.includeUnpaired") ? "keep" : "drop" },
            "combineAll" or "multiplex" => new() { ["mode"] = "pairs" },
            _ => Fields(step),
        };
        if (parameters is not null)
        {
            Clash(step, parameters);
        }

        return parameters;
    }

    private static JsonObject? Fields(Step step)
    {
        var from = step.Given.Text("outputDataFrom", "both");
        var join = step.Given.Text("joinMode", "keepMatches");
        var parameters = new JsonObject { ["mode"] = "key" };
        var pairs = step.Given.List("mergeByFields.values").Select(pair => Pair(pair.Text("field1", ""), pair.Text("field2", ""))).ToArray<JsonNode?>();
        var names = step.Given.Names("fieldsToMatchString");
        if (pairs.Length > 0 && (step.Given.Flag("advanced") || names.Count == 0))
        {
            parameters["keys"] = new JsonArray(pairs);
        }
        else
        {
            parameters["on"] = new JsonArray([.. names.Select(name => JsonValue.Create(name))]);
        }

        parameters["join"] = join switch
        {
            "keepNonMatches" => "anti",
            "keepEverything" => "outer",
            "enrichInput1" => "left",
            "enrichInput2" => "right",
            _ => "inner",
        };
        if (join is "keepMatches" or "keepNonMatches" && from != (join == "keepMatches" ? "both" : "input1"))
        {
            parameters["from"] = from == "both" ? "both" : Input(from);
            if (from == "both")
            {
                parameters["mark"] = "_source";
            }
        }

        if (step.Given.Text("options.multipleMatches") == "first")
        {
            parameters["matches"] = "first";
        }

        if (step.Given.Flag("options.fuzzyCompare"))
        {
            parameters["loose"] = true;
        }

        return parameters;
    }

    private static void Clash(Step step, JsonObject parameters)
    {
        const string Values = "options.clashHandling.values";
        var standard = (string?)parameters["join"] == "right" ? "preferInput1" : "preferLast";
        parameters["clash"] = step.Given.Text($"{Values}.resolveClash", standard) switch
        {
            "addSuffix" => "suffix",
            "preferInput1" => "first",
            _ => "last",
        };
        if ((string?)parameters["clash"] == "suffix")
        {
            parameters["suffixAll"] = true;
        }

        if (step.Given.Text($"{Values}.mergeMode", "deepMerge") == "deepMerge")
        {
            parameters["deep"] = true;
        }
    }

    private static JsonObject Pair(string left, string right) => new() { ["left"] = left, ["right"] = right };

    private static string Input(string input) => $"in{(input.StartsWith("input", StringComparison.Ordinal) ? input[5..] : input)}";

    private static JsonObject? Refuse(Step step, string sentence)
    {
        step.Remark(sentence);
        return null;
    }
}
