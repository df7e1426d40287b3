using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowForge.Formats.N8n.Reading;

namespace FlowForge.Formats.N8n.Types;

/// <summary><c>switch</c>: n8n's numbered outputs become named ports.</summary>
internal static class SwitchType
{
    /// <summary>The type.</summary>
    public static readonly (string Name, Carry Carry)[] All = [("switch", Of)];

    private static Carried? Of(Step step) =>
        step.Given.Text("mode", "rules") == "expression" ? ByExpression(step)
        : step.Version >= 3 ? ByConditions(step)
        : ByValue(step);

    private static Carried ByConditions(Step step)
    {
        var rules = new JsonArray();
        var ports = new List<string>();
        foreach (var rule in step.Given.List("rules.values").Concat(step.Given.List("rules.rules")))
        {
            var name = PortNames.Unique(rule.Flag("renameOutput") ? rule.Text("outputKey") : null, ports.Count, ports);
            var read = Conditions.Read(rule, "conditions", step)!;
            rules.Add(new JsonObject([KeyValuePair.Create<string, JsonNode?>("name", name), .. read.Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone()))]));
            ports.Add(name);
        }

        var parameters = new JsonObject { ["rules"] = rules };
        Flag(parameters, "allMatching", step.Given.Flag("options.allMatchingOutputs"));
        Flag(parameters, "loose", step.Given.Flag("looseTypeValidation") || step.Given.Flag("options.looseTypeValidation"));
        Flag(parameters, "ignoreCase", step.Given.Flag("options.ignoreCase"));
        Fallback(step, parameters, ports, step.Given.Any("options.fallbackOutput"), step.Given.Text("options.renameFallbackOutput"));
        return new("switch", parameters) { Outputs = ports.Count == 0 ? ["fallback"] : ports };
    }

    private static Carried ByValue(Step step)
    {
        var type = step.Given.Text("dataType", "number");
        var groups = new SortedDictionary<int, JsonArray>();
        var names = new List<string>();
        foreach (var (rule, index) in step.Given.List("rules.rules").Select((rule, index) => (rule, index)))
        {
            var output = step.Version < 2 ? (int)Math.Clamp(rule.Number("output") ?? 0, 0, 99) : index;
            names.Add(rule.Text("outputKey") ?? "");
            if (!groups.TryGetValue(output, out var conditions))
            {
                groups[output] = conditions = [];
            }

            conditions.Add(OldConditions.One(type, step.Given.Any("value1"), rule.Text("operation", type == "dateTime" ? "after" : type == "number" ? "smaller" : "equal"), rule.Any("value2"), type == "number" ? 0 : ""));
        }

        var (rules, ports) = (new JsonArray(), new List<string>());
        for (var output = 0; output <= (groups.Count == 0 ? -1 : groups.Keys.Max()); output++)
        {
            var name = PortNames.Unique(step.Version < 2 ? null : names.ElementAtOrDefault(output), output, ports);
            ports.Add(name);
            rules.Add(new JsonObject { ["name"] = name, ["conditions"] = groups.GetValueOrDefault(output) ?? Never(), ["combine"] = "any", ["loose"] = true });
        }

        var parameters = new JsonObject { ["rules"] = rules };
        if ((step.Given.Number("fallbackOutput") ?? -1) >= 0)
        {
            Fallback(step, parameters, ports, step.Given.Any("fallbackOutput"), null);
        }

        return new("switch", parameters) { Outputs = ports.Count == 0 ? ["fallback"] : ports };
    }

    private static Carried ByExpression(Step step)
    {
        var count = (int)Math.Clamp(step.Given.Number("numberOutputs") ?? step.Given.Number("outputsAmount") ?? 4, 1, 100);
        var (rules, ports) = (new JsonArray(), new List<string>());
        for (var output = 0; output < count; output++)
        {
            ports.Add(PortNames.Unique(null, output, ports));
            rules.Add(new JsonObject
            {
                ["name"] = ports[output],
                ["conditions"] = new JsonArray(new JsonObject { ["left"] = Json.Node(step.Given.Any("output")) ?? 0, ["operator"] = "number.equals", ["right"] = output }),
                ["loose"] = true,
            });
        }

        return new("switch", new JsonObject { ["rules"] = rules }) { Outputs = ports };
    }

    /// <summary>An output that no rule leads to keeps its place by a rule that never holds.</summary>
    private static JsonArray Never() => [new JsonObject { ["left"] = false, ["operator"] = "boolean.true" }];

    private static void Fallback(Step step, JsonObject parameters, List<string> ports, JsonElement fallback, string? name)
    {
        if (fallback.ValueKind == JsonValueKind.String && fallback.ValueEquals("extra"))
        {
            parameters["fallback"] = PortNames.Unique(name ?? "fallback", ports.Count, ports);
            ports.Add((string)parameters["fallback"]!);
        }
        else if (int.TryParse(fallback.ToString(), CultureInfo.InvariantCulture, out var index) && index >= 0)
        {
            while (ports.Count <= index)
            {
                ports.Add(PortNames.Unique(null, ports.Count, ports));
            }

            parameters["fallback"] = ports[index];
        }
        else if (fallback.ValueKind == JsonValueKind.String && !fallback.ValueEquals("none"))
        {
            step.Remark($"The fallback output '{fallback}' is none that is known; items without a rule are dropped.");
        }
    }

    private static void Flag(JsonObject parameters, string name, bool value)
    {
        if (value)
        {
            parameters[name] = true;
        }
    }
}
