using System.Text.Json;
using System.Text.Json.Nodes;
using FlowForge.Formats.N8n.Reading;

namespace FlowForge.Formats.N8n.Types;

/// <summary>Names and values of a call: a list of pairs, or a text of JSON.</summary>
internal static class HttpPairs
{
    /// <summary>The object; an expression where it is made when the node runs; null when there is none.</summary>
    public static JsonNode? Of(Step step, bool isJson, string pairs, string json) =>
        !isJson ? Object(step, step.Given.List(pairs))
        : step.Given.Any(json) is { ValueKind: JsonValueKind.Object } value ? Json.Node(value)
        : step.Given.Text(json) is { Length: > 0 } text ? Templates.Value(text) ?? text
        : null;

    /// <summary>Pairs as an object; several values of one name become a list.</summary>
    public static JsonObject? Object(Step step, IEnumerable<Given> pairs)
    {
        var all = new JsonObject();
        foreach (var pair in pairs)
        {
            if (pair.Text("name") is not { Length: > 0 } drawn)
            {
                continue;
            }

            var name = Templates.Name(drawn, out var isExpression);
            if (isExpression)
            {
                step.Remark($"A name is an expression, {name}, and stands here as a plain name.");
            }

            var value = Json.Node(pair.Any("value")) ?? "";
            switch (all[name])
            {
                case null:
                    all[name] = value;
                    break;
                case JsonArray list:
                    list.Add(value);
                    break;
                case var first:
                    all[name] = new JsonArray(first.DeepClone(), value);
                    break;
            }
        }

        return all.Count == 0 ? null : all;
    }
}
