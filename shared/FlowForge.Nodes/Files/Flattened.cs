using System.Globalization;
using System.Text.Json;

namespace FlowForge.Nodes.Files;

/// <summary>An item as the cells of a row: <c>{ a: { b: 1 }, c: [2] }</c> has the columns <c>a.b</c> and <c>c.0</c>.</summary>
internal static class Flattened
{
    /// <summary>Calls back for each value that is neither an object nor a list, in order. Empty ones have no cells.</summary>
    public static void Walk(JsonElement json, Action<string, JsonElement> take) => Walk(json, "", take);

    private static void Walk(JsonElement json, string path, Action<string, JsonElement> take)
    {
        switch (json.ValueKind)
        {
            // As deep as an item may be (Limits.Depth).
            case JsonValueKind.Object:
                foreach (var property in json.EnumerateObject())
                {
                    Walk(property.Value, path.Length == 0 ? property.Name : $"{path}.{property.Name}", take);
                }

                break;
            case JsonValueKind.Array:
                var index = 0;
                foreach (var element in json.EnumerateArray())
                {
                    Walk(element, $"{path}.{(index++).ToString(CultureInfo.InvariantCulture)}", take);
                }

                break;
            default:
                take(path, json);
                break;
        }
    }
}
