using System.Text.Json;
using FlowForge.Core.Serialization;

namespace FlowForge.Nodes.Json;

/// <summary>Values as text.</summary>
internal static class JsText
{
    /// <summary>What a person reads when a value is put into text: a string as it is, a number as JavaScript writes it, the rest as JSON.</summary>
    public static string Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number => JsNumber.Format(value.GetDouble()),
        JsonValueKind.Undefined => "",
        _ => value.GetRawText(),
    };

    /// <summary>What JavaScript makes of a list that becomes a text: its values with commas.</summary>
    public static string Joined(JsonElement list) => string.Join(',', list.EnumerateArray().Select(value => value.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.Array => Joined(value),
        JsonValueKind.Object => "[object Object]",
        _ => Of(value),
    }));

    /// <summary>A value in a message: its type, and its beginning.</summary>
    public static string Described(JsonElement value)
    {
        const int Most = 40;
        var text = value.ValueKind == JsonValueKind.Undefined ? "" : value.GetRawText();
        return $"the {TypeName(value)} {(text.Length <= Most ? text : string.Concat(text.AsSpan(0, Most), "…"))}";
    }

    private static string TypeName(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => "string",
        JsonValueKind.Number => "number",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Array => "array",
        JsonValueKind.Object => "object",
        _ => "value",
    };
}
