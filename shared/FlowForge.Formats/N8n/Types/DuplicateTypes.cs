using System.Text.Json.Nodes;
using FlowForge.Formats.N8n.Reading;

namespace FlowForge.Formats.N8n.Types;

/// <summary><c>removeDuplicates</c> and <c>compareDatasets</c>.</summary>
internal static class DuplicateTypes
{
    /// <summary>Among the items of one run, and from version 2 on across runs.</summary>
    public static Carried Remove(Step step)
    {
        var operation = step.Node.Type.EndsWith("itemLists", StringComparison.Ordinal) ? "" : step.Given.Text("operation", "");
        return operation switch
        {
            "removeItemsSeenInPreviousExecutions" => new("removeDuplicates", Seen(step)) { Outputs = ["out", "duplicates"] },
            "clearDeduplicationHistory" => new("removeDuplicates", Forget(step)),
            _ => new("removeDuplicates", Items(step)) { HandsOn = step.Version < 2 },
        };
    }

    /// <summary>Two lists.</summary>
    public static Carried Compare(Step step)
    {
        var pairs = step.Given.List("mergeByFields.values").Select(pair => new JsonObject
        {
            ["a"] = ListTypes.Field(pair.Text("field1", "")),
            ["b"] = ListTypes.Field(pair.Text("field2", "")),
        });
        var parameters = ListTypes.Dotted(step, new() { ["keys"] = new JsonArray([.. pairs]) });
        switch (step.Given.Text("resolve", step.Version < 2 ? "preferInput2" : "includeBoth"))
        {
            case "preferInput1":
                parameters["output"] = "a";
                break;
            case "preferInput2":
                parameters["output"] = "b";
                break;
            case "mix":
                parameters["output"] = "mix";
                parameters["prefer"] = step.Given.Text("preferWhenMix", "input1") == "input2" ? "b" : "a";
                parameters["exceptFor"] = ListTypes.Names(step, "exceptWhenMix");
                break;
        }

        if (step.Given.Has("options.skipFields"))
        {
            parameters["skip"] = ListTypes.Names(step, "options.skipFields");
        }

        if (step.Given.Text("options.multipleMatches", "first") == "all")
        {
            parameters["matches"] = "all";
        }

        if (step.Given.Flag("fuzzyCompare") || step.Given.Flag("options.fuzzyCompare"))
        {
            parameters["loose"] = true;
        }

        return new("compare", parameters) { Inputs = ["a", "b"], Outputs = ["aOnly", "same", "different", "bOnly"] };
    }

    private static JsonObject Items(Step step)
    {
        var parameters = ListTypes.Dotted(step, []);
        var compare = step.Given.Text("compare", "allFields");
        if (compare != "allFields")
        {
            parameters["compare"] = compare == "selectedFields" ? "selected" : "except";
            parameters["fields"] = ListTypes.Names(step, compare == "selectedFields" ? "fieldsToCompare" : "fieldsToExclude");
        }

        if (step.Given.Flag("options.removeOtherFields"))
        {
            parameters["onlyCompared"] = true;
        }

        return parameters;
    }

    private static JsonObject Seen(Step step)
    {
        var (by, from) = step.Given.Text("logic", "removeItemsWithAlreadySeenKeyValues") switch
        {
            "removeItemsUpToStoredIncrementalKey" => ("number", "incrementalDedupeValue"),
            "removeItemsUpToStoredDate" => ("date", "dateDedupeValue"),
            _ => ("value", "dedupeValue"),
        };
        var parameters = Scoped(step, new() { ["operation"] = "seen", ["by"] = by, ["value"] = Json.Node(step.Given.Any(from)) ?? "" });
        if (step.Given.Number("options.historySize") is { } size)
        {
            parameters["history"] = (int)Math.Clamp(size, 1, FlowForge.Core.Limits.SeenValuesMost);
        }

        return parameters;
    }

    private static JsonObject Forget(Step step)
    {
        step.Given.Text("mode");
        return Scoped(step, new() { ["operation"] = "forget" });
    }

    private static JsonObject Scoped(Step step, JsonObject parameters)
    {
        if (step.Given.Text("options.scope", "node") == "workflow")
        {
            parameters["scope"] = "workflow";
        }

        return parameters;
    }
}
