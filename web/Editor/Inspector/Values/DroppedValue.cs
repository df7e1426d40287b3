using System.Text.Json;
using FlowForge.Web.Editor.Document;
using FlowForge.Web.Editor.Inspector.Schema;

namespace FlowForge.Web.Editor.Inspector.Values;

/// <summary>What a parameter's value becomes when a field of an item is dropped on it.</summary>
internal static class DroppedValue
{
    /// <summary>The new value, or null when this parameter takes none.</summary>
    public static JsonElement? Of(FieldSchema schema, JsonElement? value, DroppedField field)
    {
        var expression = $"{{{{ {field.Expression} }}}}";
        return !schema.IsLiteral && ExpressionText.Is(value) ? ExpressionText.Of($"{ExpressionText.Template(value!.Value)}{expression}")
            : schema.IsNames ? Named(schema, value, field.Path)
            : schema.IsLiteral ? schema.Kind == FieldKind.Text ? JsonText.String(field.Path) : null
            : schema.Kind switch
            {
                FieldKind.Map => JsonEdit.With(value, FreshName(value, field.Path), ExpressionText.Of(expression)),
                FieldKind.Text when value is { ValueKind: JsonValueKind.String } text && text.GetString() is { Length: > 0 } plain => ExpressionText.Of($"{plain}{expression}"),
                FieldKind.List when schema.Items is { Kind: FieldKind.Text } => JsonEdit.List([.. Elements(value), ExpressionText.Of(expression)]),
                FieldKind.Form or FieldKind.List or FieldKind.Code => null,
                _ => ExpressionText.Of(expression),
            };
    }

    private static JsonElement Named(FieldSchema schema, JsonElement? value, string path)
    {
        if (schema.Kind is FieldKind.Text)
        {
            return JsonText.String(path);
        }

        var names = value is { ValueKind: JsonValueKind.String } text
            ? text.GetString()!.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            : [.. Elements(value).Where(element => element.ValueKind == JsonValueKind.String).Select(element => element.GetString()!)];
        return JsonEdit.List(names.Append(path).Distinct(StringComparer.Ordinal).Select(JsonText.String));
    }

    private static List<JsonElement> Elements(JsonElement? value) => value is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : [];

    private static string FreshName(JsonElement? map, string path)
    {
        var name = path[(path.LastIndexOf('.') + 1)..];
        return Enumerable.Range(1, int.MaxValue).Select(number => number == 1 ? name : $"{name}{number}").First(one => JsonEdit.Get(map, one) is null);
    }
}
