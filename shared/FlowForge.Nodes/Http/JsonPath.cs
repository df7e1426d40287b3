using System.Globalization;
using System.Text.Json;

namespace FlowForge.Nodes.Http;

/// <summary>A dot path into a value, e.g. <c>meta.next</c> or <c>pages.0.items</c>.</summary>
internal static class JsonPath
{
    /// <summary>What lies there, or null. A number picks an element of a list.</summary>
    public static JsonElement? Find(JsonElement value, string path)
    {
        foreach (var step in path.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            switch (value.ValueKind)
            {
                case JsonValueKind.Object when value.TryGetProperty(step, out var property):
                    value = property;
                    break;
                case JsonValueKind.Array when int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
                    && index < value.GetArrayLength():
                    value = value[index];
                    break;
                default:
                    return null;
            }
        }

        return value;
    }
}
