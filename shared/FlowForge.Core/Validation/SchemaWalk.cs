using System.Runtime.InteropServices;
using System.Text.Json;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;

namespace FlowForge.Core.Validation;

/// <summary>One walk over a value beside its schema. Recursion goes no deeper than the value, whose depth its reader bounds.</summary>
/// <param name="isData">Whether the value is data, in which a text that starts with <c>=</c> is a text.</param>
internal sealed class SchemaWalk(bool isData = false)
{
    private readonly Stack<(string? Name, int Index)> place = new();

    /// <summary>The problems, or null while there is none.</summary>
    public List<ParameterProblem>? Found { get; private set; }

    public void Check(ParameterSchema schema, JsonElement value)
    {
        if (!isData && !schema.IsLiteral && IsExpression(value))
        {
            return;
        }

        if (schema.Types != JsonTypes.None && (schema.Types & JsonTypesOf.Value(value)) == JsonTypes.None)
        {
            var types = schema.Types.ToString().ToLowerInvariant().Replace(", ", " or ", StringComparison.Ordinal);
            Add(ProblemCodes.ParameterType, $"This must be of type {types}.");
            return;
        }

        if (schema.Allowed is { } allowed && !IsAllowed(schema, value))
        {
            var all = string.Join(", ", allowed.Select(one => one.ToString()));
            Add(ProblemCodes.ParameterValue, $"{Shown.Quoted(value.ToString())} is none of: {all}.");
            return;
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                CheckObject(schema, value);
                break;
            case JsonValueKind.Array:
                CheckArray(schema, value);
                break;
            case JsonValueKind.Number:
                CheckNumber(schema, value.GetDouble());
                break;
            case JsonValueKind.String when schema is not { LeastLength: null, MostLength: null, Pattern: null }:
                CheckText(schema, value.GetString()!);
                break;
        }

        CheckVariants(schema, value);
    }

    private void CheckObject(ParameterSchema schema, JsonElement value)
    {
        foreach (var name in schema.Required)
        {
            if (!value.TryGetProperty(name, out _))
            {
                Add(ProblemCodes.ParameterMissing, $"The parameter {Shown.Quoted(name)} is missing.", name);
            }
        }

        foreach (var property in value.EnumerateObject())
        {
            var name = property.Name;
            if ((schema.Properties.TryGetValue(name, out var known) ? known : schema.Others) is { } child)
            {
                place.Push((name, 0));
                Check(child, property.Value);
                place.Pop();
            }
            else if (!schema.AllowsOthers)
            {
                Add(ProblemCodes.ParameterUnknown, $"There is no parameter {Shown.Quoted(name)}.", name);
            }
        }
    }

    private void CheckArray(ParameterSchema schema, JsonElement value)
    {
        var count = value.GetArrayLength();
        if (count < schema.LeastItems || count > schema.MostItems)
        {
            Add(ProblemCodes.ParameterValue, $"The list has {count} elements; {Range(schema.LeastItems, schema.MostItems)} are allowed.");
        }

        if (schema.Items is not { } items)
        {
            return;
        }

        var index = 0;
        foreach (var element in value.EnumerateArray())
        {
            place.Push((null, index++));
            Check(items, element);
            place.Pop();
        }
    }

    private void CheckNumber(ParameterSchema schema, double number)
    {
        if (number < schema.Minimum || number > schema.Maximum)
        {
            Add(ProblemCodes.ParameterValue, $"{JsNumber.Format(number)} is out of range; {Range(schema.Minimum, schema.Maximum)} is allowed.");
        }
    }

    private void CheckText(ParameterSchema schema, string text)
    {
        if (text.Length < schema.LeastLength || text.Length > schema.MostLength)
        {
            var range = Range(schema.LeastLength, schema.MostLength);
            Add(ProblemCodes.ParameterValue, $"The text has {text.Length} characters; {range} are allowed.");
        }
        else if (schema.Pattern is { Value: var pattern } && !pattern.IsMatch(text))
        {
            Add(ProblemCodes.ParameterValue, $"{Shown.Quoted(text)} does not match the pattern {pattern}.");
        }
    }

    private void CheckVariants(ParameterSchema schema, JsonElement value)
    {
        if (schema.Variants.Count == 0 || IsNoVariant(schema, value))
        {
            return;
        }

        var before = Found;
        List<ParameterProblem>? nearest = null;
        foreach (var variant in schema.Variants)
        {
            Found = null;
            Check(variant, value);
            if (Found is null)
            {
                Found = before;
                return;
            }

            // What the author meant is most likely the variant whose type and constants fit.
            if (nearest is null || Distance(Found) < Distance(nearest))
            {
                nearest = Found;
            }
        }

        Found = [.. before ?? [], .. nearest!];
    }

    /// <summary>Whether a property that tells the variants apart, such as <c>type</c>, names none of them; its problem then lists them all.</summary>
    private bool IsNoVariant(ParameterSchema schema, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return false;
        }

        foreach (var name in schema.Variants[0].Properties.Keys)
        {
            var telling = schema.Variants.Select(variant => variant.Properties.GetValueOrDefault(name)).ToList();
            if (telling.TrueForAll(one => one?.Allowed is not null) && value.TryGetProperty(name, out var given)
                && !IsExpression(given) && !telling.Exists(one => IsAllowed(one!, given)))
            {
                var all = string.Join(", ", telling.SelectMany(one => one!.Allowed!).Select(one => one.ToString()).Distinct());
                place.Push((name, 0));
                Add(ProblemCodes.ParameterValue, $"{Shown.Quoted(given.ToString())} is none of: {all}.");
                place.Pop();
                return true;
            }
        }

        return false;
    }

    private int Distance(List<ParameterProblem> misfits)
    {
        var here = Path();
        return misfits.Sum(problem => problem.Path == here ? 1_000 : problem.Code == ProblemCodes.ParameterValue ? 10 : 1);
    }

    private static bool IsAllowed(ParameterSchema schema, JsonElement value) => value.ValueKind == JsonValueKind.String
        ? schema.AllowedTexts.Contains(value.GetString()!)
        : schema.Allowed!.Any(one => JsonElement.DeepEquals(one, value));

    private static bool IsExpression(JsonElement value) =>
        value.ValueKind == JsonValueKind.String
        && JsonMarshal.GetRawUtf8Value(value) is var raw
        && (raw.StartsWith("\"="u8) || (raw.StartsWith("\"\\u"u8) && value.GetString() is ['=', ..]));

    private static string Range(double? least, double? most) => (least, most) switch
    {
        ({ } low, { } high) => $"{low} to {high}",
        ({ } low, null) => $"{low} or more",
        _ => $"at most {most}",
    };

    private string Path() =>
        place.Reverse().Aggregate("", (path, step) => step.Name is null ? DocumentPath.Item(path, step.Index) : DocumentPath.Property(path, step.Name));

    private void Add(string code, string message, string? below = null) =>
        (Found ??= []).Add(new(code, below is null ? Path() : DocumentPath.Property(Path(), below), message));
}
