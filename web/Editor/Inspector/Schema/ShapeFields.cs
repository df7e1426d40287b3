using System.Text.Json;
using FlowForge.Web.Editor.Document;

namespace FlowForge.Web.Editor.Inspector.Schema;

/// <summary>A field of an object that a JSON Schema describes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">A word of <see cref="ShapeFields.Types"/>.</param>
/// <param name="Description">What it holds, which a model reads; may be empty.</param>
/// <param name="IsNeeded">Whether it may not be left out.</param>
public sealed record ShapeRow(string Name, string Type, string Description, bool IsNeeded);

/// <summary>Between a JSON Schema of an object with plain fields and the rows of a form. What a form cannot show stays JSON.</summary>
internal static class ShapeFields
{
    /// <summary>Types as JSON Schema says them, and as people do; <c>array</c> is a list of texts.</summary>
    public static readonly IReadOnlyList<(string Type, string Title)> Types =
        [("string", "Text"), ("number", "Number"), ("integer", "Whole number"), ("boolean", "Yes or no"), ("array", "List of texts")];

    private static readonly HashSet<string> OfShape = new(StringComparer.Ordinal) { "type", "properties", "required", "additionalProperties" };
    private static readonly HashSet<string> OfField = new(StringComparer.Ordinal) { "type", "description", "items" };

    /// <summary>The rows of a schema; null when it says more than rows can.</summary>
    public static IReadOnlyList<ShapeRow>? Read(JsonElement? schema)
    {
        if (schema is null)
        {
            return [];
        }

        if (schema is not { ValueKind: JsonValueKind.Object } shape || shape.EnumerateObject().Any(part => !OfShape.Contains(part.Name))
            || (shape.TryGetProperty("type", out var type) && !Is(type, "object"))
            || (shape.TryGetProperty("additionalProperties", out var others) && others.ValueKind != JsonValueKind.False))
        {
            return null;
        }

        var needed = shape.TryGetProperty("required", out var names) && names.ValueKind == JsonValueKind.Array ? names.EnumerateArray().Select(static name => name.ToString()).ToHashSet(StringComparer.Ordinal) : [];
        if (!shape.TryGetProperty("properties", out var fields))
        {
            return needed.Count == 0 ? [] : null;
        }

        var rows = fields.ValueKind == JsonValueKind.Object ? fields.EnumerateObject().Select(field => Row(field, needed)).ToList() : [null];
        return rows.Contains(null) || needed.Except(rows.Select(static row => row!.Name)).Any() ? null : [.. rows.OfType<ShapeRow>()];
    }

    /// <summary>The schema of rows; null for none.</summary>
    public static JsonElement? Write(IReadOnlyList<ShapeRow> rows) => rows.Count == 0 ? null : JsonText.Of(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("type", "object");
        writer.WriteStartObject("properties");
        foreach (var row in rows)
        {
            Write(writer, row);
        }

        writer.WriteEndObject();
        writer.WriteStartArray("required");
        foreach (var row in rows.Where(static row => row.IsNeeded))
        {
            writer.WriteStringValue(row.Name);
        }

        writer.WriteEndArray();
        writer.WriteBoolean("additionalProperties", false);
        writer.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter writer, ShapeRow row)
    {
        writer.WriteStartObject(row.Name);
        writer.WriteString("type", row.Type);
        if (row.Type == "array")
        {
            writer.WriteStartObject("items");
            writer.WriteString("type", "string");
            writer.WriteEndObject();
        }

        if (row.Description.Length > 0)
        {
            writer.WriteString("description", row.Description);
        }

        writer.WriteEndObject();
    }

    private static ShapeRow? Row(JsonProperty field, HashSet<string> needed)
    {
        var schema = field.Value;
        if (schema.ValueKind != JsonValueKind.Object || schema.EnumerateObject().Any(part => !OfField.Contains(part.Name))
            || !schema.TryGetProperty("type", out var type) || type.ValueKind != JsonValueKind.String || !Types.Any(one => one.Type == type.GetString())
            || (schema.TryGetProperty("description", out var text) && text.ValueKind != JsonValueKind.String))
        {
            return null;
        }

        var hasItems = schema.TryGetProperty("items", out var items);
        var isPlain = hasItems ? Is(type, "array") && items.ValueKind == JsonValueKind.Object && items.EnumerateObject().Count() == 1 && items.TryGetProperty("type", out var of) && Is(of, "string") : !Is(type, "array");
        return isPlain ? new(field.Name, type.GetString()!, schema.TryGetProperty("description", out var description) ? description.GetString()! : "", needed.Contains(field.Name)) : null;
    }

    private static bool Is(JsonElement value, string word) => value.ValueKind == JsonValueKind.String && value.ValueEquals(word);
}
