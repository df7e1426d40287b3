using System.Globalization;
using System.Text;
using System.Text.Json;
using FlowForge.Nodes.Json;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.Items;

/// <summary>What two items are matched by, as one text.</summary>
internal static class ItemKey
{
    /// <summary>
    /// The key of an item; null when a part of it is missing or null, which matches nothing. Strictly, a number and a string are never equal.
    /// </summary>
    public static string? Of(JsonElement item, IReadOnlyList<FieldPath> paths, bool loose)
    {
        if (paths.Count == 1)
        {
            return Part(paths[0].Find(item), loose);
        }

        var key = new StringBuilder();
        foreach (var path in paths)
        {
            if (Part(path.Find(item), loose) is not { } part)
            {
                return null;
            }

            // The length keeps ["a", "bc"] and ["ab", "c"] apart.
            key.Append(part.Length.ToString(CultureInfo.InvariantCulture)).Append(':').Append(part);
        }

        return key.ToString();
    }

    private static string? Part(JsonElement value, bool loose) =>
        ParameterReader.IsAbsent(value) ? null
        : loose ? JsText.Of(value)
        : value.ValueKind == JsonValueKind.String ? $"\"{value.GetString()}"
        : JsText.Of(value);
}
