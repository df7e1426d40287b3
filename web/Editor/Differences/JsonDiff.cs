using System.Text.Json;
using FlowForge.Web.Editor.Document;

namespace FlowForge.Web.Editor.Differences;

/// <summary>A place where two values differ.</summary>
/// <param name="Path">From the root, e.g. <c>fields.total</c> or <c>lines[2]</c>; empty for the root.</param>
/// <param name="Before">What stood there, or null for nothing.</param>
/// <param name="After">What stands there, or null for nothing.</param>
public sealed record JsonChange(string Path, string? Before, string? After);

/// <summary>Where two values differ, innermost places first to last. The order of an object's properties is no difference.</summary>
public static class JsonDiff
{
    private const int Most = 500;
    private const int Deepest = 32;

    public static IReadOnlyList<JsonChange> Of(JsonElement before, JsonElement after)
    {
        var changes = new List<JsonChange>();
        Compare(changes, "", before, after, 0);
        return changes;
    }

    private static void Compare(List<JsonChange> changes, string path, JsonElement before, JsonElement after, int depth)
    {
        if (changes.Count >= Most || (before.ValueKind != JsonValueKind.Undefined && after.ValueKind != JsonValueKind.Undefined && JsonElement.DeepEquals(before, after)))
        {
            return;
        }

        if (depth < Deepest && before.ValueKind == JsonValueKind.Object && after.ValueKind == JsonValueKind.Object)
        {
            foreach (var name in before.EnumerateObject().Concat(after.EnumerateObject()).Select(property => property.Name).Distinct(StringComparer.Ordinal))
            {
                Compare(changes, path.Length == 0 ? name : $"{path}.{name}", Get(before, name), Get(after, name), depth + 1);
            }
        }
        else if (depth < Deepest && before.ValueKind == JsonValueKind.Array && after.ValueKind == JsonValueKind.Array)
        {
            for (var i = 0; i < Math.Max(before.GetArrayLength(), after.GetArrayLength()); i++)
            {
                Compare(changes, $"{path}[{i}]", At(before, i), At(after, i), depth + 1);
            }
        }
        else
        {
            changes.Add(new(path, Text(before), Text(after)));
        }
    }

    private static JsonElement Get(JsonElement owner, string name) => owner.TryGetProperty(name, out var value) ? value : default;

    private static JsonElement At(JsonElement list, int index) => index < list.GetArrayLength() ? list[index] : default;

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined => null,
        JsonValueKind.String => value.GetString(),
        _ => JsonText.Line(value),
    };
}
