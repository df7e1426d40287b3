using System.Text.Json;
using FlowForge.Nodes.Json;

namespace FlowForge.Nodes.Compare;

/// <summary>Whether two values of a field are the same.</summary>
internal static class ValueEquality
{
    /// <summary>
    /// Strictly, equal in type and content; the order of names does not matter. Loosely, missing, null and empty ones are the same, and
    /// numbers, texts and booleans are compared as text.
    /// </summary>
    public static bool Same(JsonElement one, JsonElement other, bool loose)
    {
        if (one.ValueKind == JsonValueKind.Undefined || other.ValueKind == JsonValueKind.Undefined)
        {
            return one.ValueKind == other.ValueKind || (loose && IsEmpty(one) && IsEmpty(other));
        }

        return JsonElement.DeepEquals(one, other)
            || (loose && ((IsEmpty(one) && IsEmpty(other)) || (IsPlain(one) && IsPlain(other) && JsText.Of(one) == JsText.Of(other))));
    }

    private static bool IsPlain(JsonElement value) =>
        value.ValueKind is JsonValueKind.Number or JsonValueKind.String or JsonValueKind.True or JsonValueKind.False;

    private static bool IsEmpty(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => true,
        JsonValueKind.String => value.ValueEquals(""),
        JsonValueKind.Array => value.GetArrayLength() == 0,
        JsonValueKind.Object => value.GetPropertyCount() == 0,
        _ => false,
    };
}
