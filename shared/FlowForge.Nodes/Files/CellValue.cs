using System.Text.Json;
using FlowForge.Core.Serialization;

namespace FlowForge.Nodes.Files;

/// <summary>What a cell of a table holds; the default value is an empty one.</summary>
/// <param name="Kind">String, number, true, false, or undefined for an empty cell.</param>
/// <param name="Text">The text of a string.</param>
/// <param name="Number">The number of a number.</param>
internal readonly record struct CellValue(JsonValueKind Kind, string? Text = null, double Number = 0)
{
    /// <summary>Whether there is nothing in it.</summary>
    public bool IsEmpty => Kind == JsonValueKind.Undefined || Text is { Length: 0 };

    /// <summary>A text.</summary>
    public static CellValue Of(string text) => new(JsonValueKind.String, text);

    /// <summary>A number; NaN and the infinities are no values of items, so they leave the cell empty.</summary>
    public static CellValue Of(double number) => double.IsFinite(number) ? new(JsonValueKind.Number, null, number) : default;

    /// <summary>True or false.</summary>
    public static CellValue Of(bool flag) => new(flag ? JsonValueKind.True : JsonValueKind.False);

    /// <summary>What a heading in this cell says.</summary>
    public string Heading => Kind switch
    {
        JsonValueKind.String => Text!,
        JsonValueKind.Number => JsNumber.Format(Number),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => "",
    };

    /// <summary>Writes it; an empty one as <c>null</c>.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        switch (Kind)
        {
            case JsonValueKind.String:
                writer.WriteStringValue(Text);
                break;
            case JsonValueKind.Number:
                writer.WriteRawValue(JsNumber.Format(Number), skipInputValidation: true);
                break;
            case JsonValueKind.True or JsonValueKind.False:
                writer.WriteBooleanValue(Kind == JsonValueKind.True);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }
}
