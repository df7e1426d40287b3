using System.Text.Json.Nodes;
using FlowForge.Formats.N8n.Reading;

namespace FlowForge.Formats.N8n.Types;

/// <summary>Conditions as n8n wrote them in version 1: grouped by type, and always converting.</summary>
internal static class OldConditions
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["equal"] = "equals", ["notEqual"] = "notEquals", ["larger"] = "gt", ["largerEqual"] = "gte", ["smaller"] = "lt", ["smallerEqual"] = "lte",
        ["isEmpty"] = "empty", ["isNotEmpty"] = "notEmpty",
    };

    private static readonly (string Type, string Operation, JsonNode Right)[] Groups =
        [("boolean", "equal", false), ("dateTime", "after", ""), ("number", "smaller", 0), ("string", "equal", "")];

    /// <summary>The conditions of an <c>if</c> or <c>filter</c>.</summary>
    public static JsonObject Read(Given given)
    {
        var conditions = new JsonArray();
        foreach (var (type, operation, right) in Groups)
        {
            foreach (var condition in given.List($"conditions.{type}"))
            {
                conditions.Add(One(type, condition.Any("value1"), condition.Text("operation", operation), condition.Any("value2"), right));
            }
        }

        var read = new JsonObject { ["conditions"] = conditions };
        if (given.Text("combineOperation", "all") == "any" || given.Text("combineConditions", "AND") == "OR")
        {
            read["combine"] = "any";
        }

        read["loose"] = true;
        return read;
    }

    /// <summary>One condition under n8n's old name.</summary>
    public static JsonObject One(string type, System.Text.Json.JsonElement left, string operation, System.Text.Json.JsonElement right, JsonNode standard)
    {
        operation = operation.TrimStart('=');
        var name = Names.GetValueOrDefault(operation, operation);
        var one = new JsonObject { ["left"] = Json.Node(left) ?? standard.DeepClone(), ["operator"] = $"{type}.{name}" };
        if (name is not ("empty" or "notEmpty"))
        {
            one["right"] = Json.Node(right) ?? standard.DeepClone();
        }

        return one;
    }
}
