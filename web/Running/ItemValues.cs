using System.Text.Json;
using FlowForge.Web.Editor.Document;

namespace FlowForge.Web.Running;

/// <summary>How values of items are shown. What is in them is text, never markup.</summary>
internal static class ItemValues
{
    private const int ShortLength = 200;
    private const int MostFields = 400;

    /// <summary>The JSON of <c>{ json, binary? }</c>.</summary>
    public static JsonElement Json(JsonElement item) => item.ValueKind == JsonValueKind.Object && item.TryGetProperty("json", out var json) ? json : item;

    /// <summary>Items as the API gives them, with their binaries.</summary>
    public static string Raw(IReadOnlyList<JsonElement> items) => string.Join('\n', items.Select(JsonText.Line));

    /// <summary>A value on one line, cut.</summary>
    public static string Short(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined => "",
        JsonValueKind.String => Cut(value.GetString()!),
        JsonValueKind.Object or JsonValueKind.Array => Cut(JsonText.Line(value)),
        _ => value.GetRawText(),
    };

    /// <summary>A value in full, for its tip; null when <see cref="Short"/> says it all.</summary>
    public static string? Tip(JsonElement value) => value.ValueKind is JsonValueKind.String or JsonValueKind.Object or JsonValueKind.Array
        && (value.ValueKind == JsonValueKind.String ? value.GetString()! : JsonText.Pretty(value)) is { Length: > 40 } text ? text[..Math.Min(text.Length, 2_000)] : null;

    /// <summary>How a value is set.</summary>
    public static string Class(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => "tabular-nums",
        JsonValueKind.Object or JsonValueKind.Array => "font-mono quiet",
        JsonValueKind.Null => "quiet italic",
        _ => "",
    };

    public static string Type(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Object => "object",
        JsonValueKind.Array => $"list of {value.GetArrayLength()}",
        JsonValueKind.String => "text",
        JsonValueKind.Number => "number",
        _ => "null",
    };

    /// <summary>Fields of items by their paths, outermost first, each with the first value that some item has for it. A list's step is <c>0</c>.</summary>
    public static List<(IReadOnlyList<string> Path, JsonElement Value)> Fields(IReadOnlyList<JsonElement> items)
    {
        var fields = new List<(IReadOnlyList<string>, JsonElement)>();
        Add(fields, [.. items.Select(Json)], []);
        return fields;
    }

    private static void Add(List<(IReadOnlyList<string> Path, JsonElement Value)> fields, List<JsonElement> owners, IReadOnlyList<string> into)
    {
        var names = owners.Where(owner => owner.ValueKind == JsonValueKind.Object).SelectMany(owner => owner.EnumerateObject().Select(property => property.Name)).Distinct();
        foreach (var name in names.ToList())
        {
            if (fields.Count >= MostFields)
            {
                return;
            }

            var values = owners.Where(owner => owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(name, out _)).Select(owner => owner.GetProperty(name)).ToList();
            IReadOnlyList<string> path = [.. into, name];
            var shown = values.Find(value => value.ValueKind != JsonValueKind.Null) is { ValueKind: not JsonValueKind.Undefined } some ? some : values[0];
            fields.Add((path, shown));
            Add(fields, [.. values.SelectMany(value => value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().ToList() : [value])], shown.ValueKind == JsonValueKind.Array ? [.. path, "0"] : path);
        }
    }

    private static string Cut(string text) => text.Length <= ShortLength ? text : $"{text[..(ShortLength - 1)]}…";
}
