using System.Text.Json.Nodes;
using FlowForge.Formats.N8n.Reading;

namespace FlowForge.Formats.N8n.Exporting;

/// <summary>Conditions in the form that n8n has written since version 2 of <c>if</c>.</summary>
internal static class ExportedConditions
{
    /// <summary>The parameters of an <c>if</c> or <c>filter</c>.</summary>
    public static JsonObject Of(Given given, string name) => new() { [name] = Group(given), ["looseTypeValidation"] = given.Flag("loose"), ["options"] = new JsonObject() };

    /// <summary>A <c>switch</c>.</summary>
    public static MadeNode Switch(Given given)
    {
        var rules = new JsonArray();
        var names = new List<string>();
        foreach (var rule in given.List("rules"))
        {
            names.Add(rule.Text("name", ""));
            rules.Add(new JsonObject { ["conditions"] = Group(rule), ["renameOutput"] = true, ["outputKey"] = rule.Text("name", "") });
        }

        var options = new JsonObject();
        if (given.Text("fallback") is { } fallback)
        {
            options["fallbackOutput"] = names.IndexOf(fallback) is >= 0 and var index ? index : "extra";
            if (!names.Contains(fallback))
            {
                options["renameFallbackOutput"] = fallback;
            }
        }

        if (given.Flag("allMatching"))
        {
            options["allMatchingOutputs"] = true;
        }

        return new("switch", 3.2, new() { ["rules"] = new JsonObject { ["values"] = rules }, ["looseTypeValidation"] = given.Flag("loose"), ["options"] = options });
    }

    private static JsonObject Group(Given given)
    {
        var conditions = new JsonArray();
        foreach (var condition in given.List("conditions"))
        {
            var name = condition.Text("operator", "string.equals");
            var dot = name.IndexOf('.', StringComparison.Ordinal);
            var one = new JsonObject { ["leftValue"] = Json.Node(condition.Any("left")) ?? "" };
            var @operator = new JsonObject { ["type"] = name[..Math.Max(dot, 0)], ["operation"] = name[(dot + 1)..] };
            if (condition.Has("right"))
            {
                one["rightValue"] = Json.Node(condition.Any("right"));
            }
            else
            {
                @operator["singleValue"] = true;
            }

            one["operator"] = @operator;
            conditions.Add(one);
        }

        return new()
        {
            ["options"] = new JsonObject { ["caseSensitive"] = !given.Flag("ignoreCase"), ["leftValue"] = "", ["typeValidation"] = given.Flag("loose") ? "loose" : "strict", ["version"] = 2 },
            ["combinator"] = given.Text("combine") is "any" or "or" ? "or" : "and",
            ["conditions"] = conditions,
        };
    }
}
