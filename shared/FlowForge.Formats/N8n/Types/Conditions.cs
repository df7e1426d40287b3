using System.Text.Json;
using System.Text.Json.Nodes;
using FlowForge.Formats.N8n.Reading;

namespace FlowForge.Formats.N8n.Types;

/// <summary>Conditions as n8n has written them since version 2 of <c>if</c>; operators have the same names here.</summary>
internal static class Conditions
{
    private static readonly HashSet<string> WithoutRight = new(StringComparer.Ordinal) { "exists", "notExists", "empty", "notEmpty", "true", "false" };

    /// <summary><c>conditions</c>, <c>combine</c>, <c>loose</c> and <c>ignoreCase</c> of the group at a path.</summary>
    public static JsonObject? Read(Given given, string path, Step step)
    {
        var conditions = new JsonArray();
        foreach (var condition in given.List($"{path}.conditions"))
        {
            conditions.Add(One(condition, step));
        }

        // The group may be drawn twice: the node's own option outranks what the group remembers of it.
        var ignoreCase = given.Any("options.ignoreCase").ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => !given.Flag($"{path}.options.caseSensitive", true),
        };
        var loose = given.Flag("looseTypeValidation") || given.Flag("options.looseTypeValidation") || given.Text($"{path}.options.typeValidation", "strict") == "loose";
        given.Any($"{path}.options");
        var read = new JsonObject { ["conditions"] = conditions };
        Put(read, "combine", given.Text($"{path}.combinator", "and") == "or" ? "any" : null);
        Put(read, "loose", loose);
        Put(read, "ignoreCase", ignoreCase);
        return read;
    }

    private static JsonObject One(Given condition, Step step)
    {
        var (type, operation) = (condition.Text("operator.type", "string"), condition.Text("operator.operation", "equals"));

        var one = new JsonObject { ["left"] = Json.Node(condition.Any("leftValue")) ?? "", ["operator"] = $"{type}.{operation}" };
        if (!WithoutRight.Contains(operation))
        {
            one["right"] = Json.Node(condition.Any("rightValue")) ?? "";
        }

        return one;
    }

    private static void Put(JsonObject read, string name, bool value)
    {
        if (value)
        {
            read[name] = true;
        }
    }

    private static void Put(JsonObject read, string name, string? value)
    {
        if (value is not null)
        {
            read[name] = value;
        }
    }
}
