using System.Text.Json;
using System.Text.Json.Nodes;
using FlowForge.Core.Failures;

namespace FlowForge.Nodes.Tests.Bench;

/// <summary>
/// Expressions of the bench: <c>={{ $json.a.b }}</c> and nothing else. A missing value leaves its property out, as undefined does;
/// <c>={{ fail }}</c> is a failure.
/// </summary>
internal static class BenchExpressions
{
    public static bool Has(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!.StartsWith('='),
        JsonValueKind.Array => value.EnumerateArray().Any(Has),
        JsonValueKind.Object => value.EnumerateObject().Any(property => Has(property.Value)),
        _ => false,
    };

    public static Outcome<JsonElement> Resolve(JsonElement parameters, JsonElement item)
    {
        if (parameters.GetRawText().Contains("={{ fail }}", StringComparison.Ordinal))
        {
            return Failure.Of(FailureCodes.Expression, "The bench was told to fail.");
        }

        return JsonSerializer.SerializeToElement(Resolved(parameters, item));
    }

    private static JsonNode? Resolved(JsonElement value, JsonElement item)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String when value.GetString()!.StartsWith("={{", StringComparison.Ordinal):
                var path = value.GetString()!["={{ $json".Length..^" }}".Length];
                return Node(Find(item, path));
            case JsonValueKind.Array:
                return new JsonArray([.. value.EnumerateArray().Select(element => Resolved(element, item))]);
            case JsonValueKind.Object:
                var copy = new JsonObject();
                foreach (var property in value.EnumerateObject().Where(property => !IsMissing(property.Value, item)))
                {
                    copy.Add(property.Name, Resolved(property.Value, item));
                }

                return copy;
            default:
                return Node(value);
        }
    }

    private static bool IsMissing(JsonElement value, JsonElement item) =>
        value.ValueKind == JsonValueKind.String && value.GetString()!.StartsWith("={{", StringComparison.Ordinal)
        && Find(item, value.GetString()!["={{ $json".Length..^" }}".Length]).ValueKind == JsonValueKind.Undefined;

    private static JsonElement Find(JsonElement item, string path)
    {
        foreach (var name in path.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            item = item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out var value) ? value : default;
        }

        return item;
    }

    private static JsonNode? Node(JsonElement value) => value.ValueKind == JsonValueKind.Undefined ? null : JsonNode.Parse(value.GetRawText());
}
