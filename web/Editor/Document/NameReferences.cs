using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlowForge.Core.Model;

namespace FlowForge.Web.Editor.Document;

/// <summary>Where expressions and code ask for a node by name: <c>$('Name')</c>, with any of the three quotes.</summary>
internal static class NameReferences
{
    /// <summary>The workflow in which every node that asked for <paramref name="old"/> asks for <paramref name="name"/>.</summary>
    public static Workflow Renamed(Workflow workflow, string old, string name) => workflow with
    {
        Nodes = [.. workflow.Nodes.Select(node => Mentions(node.Parameters, old) ? node with { Parameters = Renamed(node.Parameters, old, name) } : node)],
    };

    // A cheap look first: most nodes name no other.
    private static bool Mentions(JsonElement parameters, string old) =>
        parameters.ValueKind == JsonValueKind.Object && parameters.GetRawText() is var text && text.Contains("$(", StringComparison.Ordinal)
        && Strings(JsonNode.Parse(text)).Any(value => InText(value, old, "") != value);

    private static JsonElement Renamed(JsonElement parameters, string old, string name)
    {
        var node = JsonNode.Parse(parameters.GetRawText())!;
        Rename(node, old, name);
        return JsonText.Of(writer => node.WriteTo(writer));
    }

    private static void Rename(JsonNode? node, string old, string name)
    {
        switch (node)
        {
            case JsonObject container:
                foreach (var property in container.ToList())
                {
                    if (Text(property.Value) is { } text)
                    {
                        container[property.Key] = InText(text, old, name);
                    }
                    else
                    {
                        Rename(property.Value, old, name);
                    }
                }

                break;
            case JsonArray list:
                for (var i = 0; i < list.Count; i++)
                {
                    if (Text(list[i]) is { } text)
                    {
                        list[i] = InText(text, old, name);
                    }
                    else
                    {
                        Rename(list[i], old, name);
                    }
                }

                break;
        }
    }

    private static string InText(string text, string old, string name) => "'\"`".Aggregate(
        text, (result, quote) => result.Replace($"$({Quoted(old, quote)})", $"$({Quoted(name, quote)})", StringComparison.Ordinal));

    private static string Quoted(string name, char quote)
    {
        var text = new StringBuilder().Append(quote);
        foreach (var character in name)
        {
            text.Append(character == quote || character == '\\' ? "\\" : "").Append(character);
        }

        return text.Append(quote).ToString();
    }

    private static IEnumerable<string> Strings(JsonNode? node) => node switch
    {
        JsonObject container => container.SelectMany(static property => Strings(property.Value)),
        JsonArray list => list.SelectMany(Strings),
        _ => Text(node) is { } text ? [text] : [],
    };

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
