using System.Text.Json;
using System.Text.RegularExpressions;

namespace FlowForge.Core.Validation;

/// <summary>A kind's parameter schema, read once: the subset of JSON Schema that <see cref="Ports.KindDescription.ParameterSchema"/> names.</summary>
public sealed class ParameterSchema
{
    private ParameterSchema(JsonElement schema)
    {
        Types = Words(schema, "type").Aggregate(JsonTypes.None, (types, word) => types | Enum.Parse<JsonTypes>(word, ignoreCase: true));
        Required = Words(schema, "required");
        IsLiteral = schema.TryGetProperty("x-literal", out var literal) && literal.ValueKind == JsonValueKind.True;
        Allowed = schema.TryGetProperty("enum", out var values) ? [.. values.EnumerateArray()]
            : schema.TryGetProperty("const", out var value) ? [value]
            : null;
        AllowedTexts = Allowed?.Where(one => one.ValueKind == JsonValueKind.String).Select(one => one.GetString()!).ToHashSet(StringComparer.Ordinal) ?? [];
        Properties = schema.TryGetProperty("properties", out var properties)
            ? properties.EnumerateObject().ToDictionary(property => property.Name, property => Of(property.Value), StringComparer.Ordinal)
            : [];
        (AllowsOthers, Others) = Additional(schema);
        Items = schema.TryGetProperty("items", out var items) && items.ValueKind == JsonValueKind.Object ? Of(items) : null;
        Variants = schema.TryGetProperty("oneOf", out var variants) || schema.TryGetProperty("anyOf", out variants)
            ? [.. variants.EnumerateArray().Select(Of)]
            : [];
        (Minimum, Maximum) = (Bound(schema, "minimum"), Bound(schema, "maximum"));
        (LeastItems, MostItems) = (Bound(schema, "minItems"), Bound(schema, "maxItems"));
        (LeastLength, MostLength) = (Bound(schema, "minLength"), Bound(schema, "maxLength"));

        // Linear in the text, whatever the pattern is; costly to make, so only when a text is held against it.
        Pattern = schema.TryGetProperty("pattern", out var pattern)
            ? new(() => new(pattern.GetString()!, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant))
            : null;
    }

    internal JsonTypes Types { get; }

    internal IReadOnlyList<string> Required { get; }

    internal bool IsLiteral { get; }

    internal IReadOnlyList<JsonElement>? Allowed { get; }

    internal HashSet<string> AllowedTexts { get; }

    internal Dictionary<string, ParameterSchema> Properties { get; }

    internal bool AllowsOthers { get; }

    internal ParameterSchema? Others { get; }

    internal ParameterSchema? Items { get; }

    internal IReadOnlyList<ParameterSchema> Variants { get; }

    internal double? Minimum { get; }

    internal double? Maximum { get; }

    internal double? LeastItems { get; }

    internal double? MostItems { get; }

    internal double? LeastLength { get; }

    internal double? MostLength { get; }

    internal Lazy<Regex>? Pattern { get; }

    /// <summary>Reads a schema. One that is not of the subset is a mistake of the kind and throws.</summary>
    public static ParameterSchema Of(JsonElement schema) => new(schema);

    private static List<string> Words(JsonElement schema, string name) =>
        !schema.TryGetProperty(name, out var value) ? []
        : value.ValueKind == JsonValueKind.String ? [value.GetString()!]
        : [.. value.EnumerateArray().Select(word => word.GetString()!)];

    private static (bool Allows, ParameterSchema? Schema) Additional(JsonElement schema) =>
        !schema.TryGetProperty("additionalProperties", out var others) ? (true, null)
        : others.ValueKind == JsonValueKind.Object ? (true, Of(others))
        : (others.GetBoolean(), null);

    private static double? Bound(JsonElement schema, string name) => schema.TryGetProperty(name, out var value) ? value.GetDouble() : null;
}
