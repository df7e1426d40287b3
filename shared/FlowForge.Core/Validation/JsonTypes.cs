using System.Text.Json;

namespace FlowForge.Core.Validation;

/// <summary>The types of JSON Schema, as a set.</summary>
[Flags]
internal enum JsonTypes
{
    None = 0,
    String = 1,
    Number = 2,
    Integer = 4,
    Boolean = 8,
    Object = 16,
    Array = 32,
    Null = 64,
}

/// <summary>Which types a value has.</summary>
internal static class JsonTypesOf
{
    /// <summary>The types of a value: a whole number is also an integer.</summary>
    public static JsonTypes Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => JsonTypes.String,
        JsonValueKind.Number when value.GetDouble() is var number && number == Math.Truncate(number) => JsonTypes.Number | JsonTypes.Integer,
        JsonValueKind.Number => JsonTypes.Number,
        JsonValueKind.True or JsonValueKind.False => JsonTypes.Boolean,
        JsonValueKind.Object => JsonTypes.Object,
        JsonValueKind.Array => JsonTypes.Array,
        _ => JsonTypes.Null,
    };
}
