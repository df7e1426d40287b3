using System.Collections.Frozen;
using System.Text.Encodings.Web;
using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Serialization;
using FlowForge.Nodes.Conditions;
using FlowForge.Nodes.Json;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.Set;

/// <summary>The type that a field's value is made into.</summary>
internal enum FieldType
{
    /// <summary>A string; what is none becomes its text, objects and arrays their JSON.</summary>
    String,

    /// <summary>A number; texts that hold one are read.</summary>
    Number,

    /// <summary>True or false; <c>"true"</c>, <c>"false"</c>, 1 and 0 are read.</summary>
    Boolean,

    /// <summary>A list; a text of JSON is read.</summary>
    Array,

    /// <summary>An object; a text of JSON is read.</summary>
    Object,
}

/// <summary>Makes values into the types that <c>types</c> names.</summary>
internal static class FieldTypes
{
    private static readonly FrozenDictionary<string, FieldType> Words =
        Enum.GetValues<FieldType>().ToFrozenDictionary(type => type.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    private static readonly JsonElement True = JsonElement.Parse("true");
    private static readonly JsonElement False = JsonElement.Parse("false");

    /// <summary>The types by field; empty when the parameter is left out.</summary>
    public static IReadOnlyDictionary<string, FieldType> Read(ParameterReader reader)
    {
        var types = reader.Value("types");
        if (ParameterReader.IsAbsent(types))
        {
            return FrozenDictionary<string, FieldType>.Empty;
        }

        if (types.ValueKind != JsonValueKind.Object)
        {
            reader.Refuse("types", "must be an object of names and types");
            return FrozenDictionary<string, FieldType>.Empty;
        }

        var read = new Dictionary<string, FieldType>(StringComparer.Ordinal);
        foreach (var type in types.EnumerateObject())
        {
            if (type.Value.ValueKind == JsonValueKind.String && Words.TryGetValue(type.Value.GetString()!, out var word))
            {
                read[type.Name] = word;
            }
            else
            {
                reader.Refuse($"types.{type.Name}", $"must be one of {string.Join(", ", Words.Keys.Order(StringComparer.Ordinal))}");
            }
        }

        return read;
    }

    /// <summary>A value in its type; null stays null. Failure: <c>node.parameter</c>.</summary>
    public static Outcome<JsonElement> Make(JsonElement value, FieldType type, string name)
    {
        if (ParameterReader.IsAbsent(value))
        {
            return JsonConstants.Null;
        }

        var conversion = new Conversion(IsLoose: true, $"The field \"{name}\"", type.ToString().ToLowerInvariant());
        switch (type)
        {
            case FieldType.String when value.ValueKind == JsonValueKind.String:
                return value;
            case FieldType.String:
                return Text(JsText.Of(value));
            case FieldType.Number:
                var number = conversion.Number(value, "the value");
                return number.IsFailure ? number.Failure : value.ValueKind == JsonValueKind.Number ? value : JsonElement.Parse(JsNumber.Format(number.Value!.Value));
            case FieldType.Boolean:
                var flag = conversion.Flag(value, "the value");
                return flag.IsFailure ? flag.Failure : flag.Value!.Value ? True : False;
            default:
                var composite = conversion.Composite(value, "the value", type == FieldType.Array ? JsonValueKind.Array : JsonValueKind.Object);
                return composite.IsFailure ? composite.Failure : JsValue.Normalised(composite.Value);
        }
    }

    private static JsonElement Text(string text) => JsonElement.Parse($"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"");
}
