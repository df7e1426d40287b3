using System.Runtime.InteropServices;
using System.Text.Json;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;

namespace FlowForge.Core.Validation;

/// <summary>
/// Checks a value against a <see cref="ParameterSchema"/>. A string that starts with <c>=</c> stands for any value unless the schema
/// says <c>x-literal</c>. Of <c>oneOf</c> at least one must fit, as of <c>anyOf</c>, for an expression may fit several. Recursion goes
/// no deeper than the value, whose depth its reader bounds.
/// </summary>
public static class SchemaCheck
{
    /// <summary>All problems: <c>parameter.missing</c>, <c>parameter.unknown</c>, <c>parameter.type</c>, <c>parameter.value</c>.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="value">The value; paths are relative to it.</param>
    public static IReadOnlyList<ParameterProblem> Run(ParameterSchema schema, JsonElement value)
    {
        List<ParameterProblem>? found = null;
        Check(schema, value, "", ref found);
        return found ?? (IReadOnlyList<ParameterProblem>)[];
    }

    private static void Check(ParameterSchema schema, JsonElement value, string path, ref List<ParameterProblem>? found)
    {
        if (!schema.IsLiteral && IsExpression(value))
        {
            return;
        }

        if (schema.Types.Count > 0 && !schema.Types.Any(type => IsOf(type, value)))
        {
            Add(ref found, ProblemCodes.ParameterType, path, $"This must be of type {string.Join(" or ", schema.Types)}.");
            return;
        }

        if (schema.Allowed is { } allowed && !allowed.Any(one => JsonElement.DeepEquals(one, value)))
        {
            var all = string.Join(", ", allowed.Select(one => one.ToString()));
            Add(ref found, ProblemCodes.ParameterValue, path, $"{Shown.Quoted(value.ToString())} is none of: {all}.");
            return;
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                CheckObject(schema, value, path, ref found);
                break;
            case JsonValueKind.Array:
                CheckArray(schema, value, path, ref found);
                break;
            default:
                CheckScalar(schema, value, path, ref found);
                break;
        }

        CheckVariants(schema, value, path, ref found);
    }

    private static void CheckObject(ParameterSchema schema, JsonElement value, string path, ref List<ParameterProblem>? found)
    {
        foreach (var name in schema.Required)
        {
            if (!value.TryGetProperty(name, out _))
            {
                Add(ref found, ProblemCodes.ParameterMissing, DocumentPath.Property(path, name), $"The parameter {Shown.Quoted(name)} is missing.");
            }
        }

        foreach (var property in value.EnumerateObject())
        {
            var name = property.Name;
            if ((schema.Properties.TryGetValue(name, out var known) ? known : schema.Others) is { } child)
            {
                Check(child, property.Value, DocumentPath.Property(path, name), ref found);
            }
            else if (!schema.AllowsOthers)
            {
                Add(ref found, ProblemCodes.ParameterUnknown, DocumentPath.Property(path, name), $"There is no parameter {Shown.Quoted(name)}.");
            }
        }
    }

    private static void CheckArray(ParameterSchema schema, JsonElement value, string path, ref List<ParameterProblem>? found)
    {
        var count = value.GetArrayLength();
        if (count < schema.LeastItems || count > schema.MostItems)
        {
            Add(ref found, ProblemCodes.ParameterValue, path, $"The list has {count} elements; {Range(schema.LeastItems, schema.MostItems)} are allowed.");
        }

        if (schema.Items is not { } items)
        {
            return;
        }

        var index = 0;
        foreach (var element in value.EnumerateArray())
        {
            Check(items, element, DocumentPath.Item(path, index++), ref found);
        }
    }

    private static void CheckScalar(ParameterSchema schema, JsonElement value, string path, ref List<ParameterProblem>? found)
    {
        if (value.ValueKind == JsonValueKind.Number && value.GetDouble() is var number && (number < schema.Minimum || number > schema.Maximum))
        {
            Add(ref found, ProblemCodes.ParameterValue, path, $"{JsNumber.Format(number)} is out of range; {Range(schema.Minimum, schema.Maximum)} is allowed.");
        }

        if (value.ValueKind != JsonValueKind.String || schema is { LeastLength: null, MostLength: null, Pattern: null })
        {
            return;
        }

        var text = value.GetString()!;
        if (text.Length < schema.LeastLength || text.Length > schema.MostLength)
        {
            var range = Range(schema.LeastLength, schema.MostLength);
            Add(ref found, ProblemCodes.ParameterValue, path, $"The text has {text.Length} characters; {range} are allowed.");
        }
        else if (schema.Pattern is { } pattern && !pattern.IsMatch(text))
        {
            Add(ref found, ProblemCodes.ParameterValue, path, $"{Shown.Quoted(text)} does not match the pattern {pattern}.");
        }
    }

    private static void CheckVariants(ParameterSchema schema, JsonElement value, string path, ref List<ParameterProblem>? found)
    {
        List<ParameterProblem>? nearest = null;
        foreach (var variant in schema.Variants)
        {
            List<ParameterProblem>? misfits = null;
            Check(variant, value, path, ref misfits);
            if (misfits is null)
            {
                return;
            }

            // What the author meant is most likely the variant whose type and constants fit.
            if (nearest is null || Distance(misfits) < Distance(nearest))
            {
                nearest = misfits;
            }
        }

        if (nearest is not null)
        {
            (found ??= []).AddRange(nearest);
        }

        int Distance(List<ParameterProblem> misfits) =>
            misfits.Sum(problem => problem.Path == path ? 1_000 : problem.Code == ProblemCodes.ParameterValue ? 10 : 1);
    }

    private static bool IsExpression(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && JsonMarshal.GetRawUtf8Value(value) is var raw
        && (raw.StartsWith("\"="u8) || (raw.StartsWith("\"\\u"u8) && value.GetString() is ['=', ..]));

    private static bool IsOf(string type, JsonElement value) => type switch
    {
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.GetDouble() is var number && number == Math.Truncate(number),
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "null" => value.ValueKind == JsonValueKind.Null,
        _ => throw new NotSupportedException($"A parameter schema names the type '{type}'."),
    };

    private static string Range(double? least, double? most) => (least, most) switch
    {
        ({ } low, { } high) => $"{low} to {high}",
        ({ } low, null) => $"{low} or more",
        _ => $"at most {most}",
    };

    private static void Add(ref List<ParameterProblem>? found, string code, string path, string message) =>
        (found ??= []).Add(new(code, path, message));
}
