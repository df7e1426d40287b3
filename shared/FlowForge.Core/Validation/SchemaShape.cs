using System.Text.Json;
using System.Text.RegularExpressions;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;

namespace FlowForge.Core.Validation;

/// <summary>Whether a schema that a person wrote is of the subset of JSON Schema that <see cref="KindDescription.ParameterSchema"/> names.</summary>
public static class SchemaShape
{
    private static readonly string[] Types = ["object", "array", "string", "number", "integer", "boolean", "null"];

    /// <summary>What is wrong with it, all <c>schema.invalid</c>, or nothing; then <see cref="ParameterSchema.Of"/> reads it.</summary>
    /// <param name="schema">The schema, no deeper than its reader allowed.</param>
    /// <param name="path">Its place, which paths begin with.</param>
    /// <param name="allowsMore">Whether other keywords are passed over; what they ask for is not checked then.</param>
    public static IReadOnlyList<ParameterProblem> Check(JsonElement schema, string path, bool allowsMore = false)
    {
        var found = new List<ParameterProblem>();
        Check(schema, path, allowsMore, found);
        return found;
    }

    private static void Check(JsonElement schema, string path, bool allowsMore, List<ParameterProblem> found)
    {
        if (schema.ValueKind != JsonValueKind.Object)
        {
            found.Add(new("schema.invalid", path, "A schema is an object."));
            return;
        }

        foreach (var (name, value) in schema.EnumerateObject().Select(one => (one.Name, one.Value)))
        {
            var place = DocumentPath.Property(path, name);
            var rule = name switch
            {
                "type" => IsType(value) ? null : $"is one of {string.Join(", ", Types)}, or a list of them",
                "title" or "description" => value.ValueKind == JsonValueKind.String ? null : "is a text",
                "required" => IsList(value, one => one.ValueKind == JsonValueKind.String) ? null : "is a list of names",
                "enum" => IsList(value, _ => true) && value.GetArrayLength() > 0 ? null : "is a list of values",
                "minimum" or "maximum" or "minItems" or "maxItems" or "minLength" or "maxLength" => value.ValueKind == JsonValueKind.Number ? null : "is a number",
                "x-literal" => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? null : "is true or false",
                "pattern" => IsPattern(value) ? null : "is a regular expression without look-around or back references",
                "x-danger" => value.ValueKind == JsonValueKind.Object && value.EnumerateObject().All(one => one.Value.ValueKind == JsonValueKind.String) ? null : "is an object of texts by choice",
                "const" or "default" or "x-new" => null,
                "properties" => value.ValueKind == JsonValueKind.Object ? null : "is an object of schemas",
                "oneOf" or "anyOf" => IsList(value, _ => true) ? null : "is a list of schemas",
                "items" => null,
                "additionalProperties" => value.ValueKind is JsonValueKind.True or JsonValueKind.False or JsonValueKind.Object ? null : "is true, false or a schema",
                _ => allowsMore ? null : "is not known here",
            };
            if (rule is not null)
            {
                found.Add(new("schema.invalid", place, $"'{name}' {rule}."));
                continue;
            }

            Below(name, value, place, allowsMore, found);
        }
    }

    private static void Below(string name, JsonElement value, string place, bool allowsMore, List<ParameterProblem> found)
    {
        switch (name)
        {
            case "properties":
                foreach (var property in value.EnumerateObject())
                {
                    Check(property.Value, DocumentPath.Property(place, property.Name), allowsMore, found);
                }

                break;
            case "oneOf" or "anyOf":
                var index = 0;
                foreach (var variant in value.EnumerateArray())
                {
                    Check(variant, DocumentPath.Item(place, index++), allowsMore, found);
                }

                break;
            case "items":
            case "additionalProperties" when value.ValueKind == JsonValueKind.Object:
                Check(value, place, allowsMore, found);
                break;
        }
    }

    private static bool IsType(JsonElement value) => IsTypeName(value) || (IsList(value, IsTypeName) && value.GetArrayLength() > 0);

    private static bool IsTypeName(JsonElement value) => value.ValueKind == JsonValueKind.String && Types.Contains(value.GetString(), StringComparer.Ordinal);

    private static bool IsList(JsonElement value, Func<JsonElement, bool> each) => value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(each);

    private static bool IsPattern(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String && value.GetString() is { Length: <= Limits.IdLength * 16 } text
                && new Regex(text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant) is not null;
        }
        catch (Exception refused) when (refused is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }
}
