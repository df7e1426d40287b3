using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Nodes.Json;
using FlowForge.Nodes.Parameters;
using FlowForge.Nodes.Times;

namespace FlowForge.Nodes.Conditions;

/// <summary>
/// Reads a value as the type that an operator is about. Strictly, a value of another type is a failure;
/// loosely, it is converted the way n8n converts it. An absent value is null in both.
/// </summary>
/// <param name="IsLoose">Whether values are converted.</param>
/// <param name="Path">Place of the condition, for messages.</param>
/// <param name="OperatorName">The operator, for messages.</param>
internal readonly record struct Conversion(bool IsLoose, string Path, string OperatorName)
{
    /// <summary>A string; an absent value is the empty one.</summary>
    public Outcome<string> Text(JsonElement value, string side) =>
        ParameterReader.IsAbsent(value) ? ""
        : value.ValueKind == JsonValueKind.String ? value.GetString()!
        : IsLoose ? JsText.Of(value)
        : Wrong(value, side, "a string");

    /// <summary>A number, or null when absent.</summary>
    public Outcome<double?> Number(JsonElement value, string side)
    {
        double? number = value.ValueKind switch
        {
            JsonValueKind.Number => value.GetDouble(),
            JsonValueKind.String when IsLoose => JsToNumber.Of(value.GetString()!),
            JsonValueKind.True when IsLoose => 1,
            JsonValueKind.False when IsLoose => 0,
            JsonValueKind.Array when IsLoose => JsToNumber.Of(JsText.Joined(value)),
            _ => null,
        };
        return number is null && !ParameterReader.IsAbsent(value) ? Wrong(value, side, "a number") : number;
    }

    /// <summary>True or false, or null when absent.</summary>
    public Outcome<bool?> Flag(JsonElement value, string side)
    {
        bool? flag = value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Number when IsLoose => value.GetDouble() switch { 1 => true, 0 => false, _ => null },
            JsonValueKind.String when IsLoose => value.GetString()!.Trim().ToUpperInvariant() switch
            {
                "TRUE" or "1" => true,
                "FALSE" or "0" or "" => false,
                _ => null,
            },
            _ => null,
        };
        return flag is null && !ParameterReader.IsAbsent(value) ? Wrong(value, side, "true or false") : flag;
    }

    /// <summary>True or false, or null when absent; loosely by what JavaScript takes for true, but <c>"false"</c>, <c>"0"</c> and an empty list are false.</summary>
    public Outcome<bool?> Truth(JsonElement value, string side) =>
        !IsLoose || ParameterReader.IsAbsent(value) || Flag(value, side) is { IsFailure: false } ? Flag(value, side)
        : value.ValueKind != JsonValueKind.Array || value.GetArrayLength() > 0;

    /// <summary>A moment, or null when absent.</summary>
    public Outcome<DateTimeOffset?> Moment(JsonElement value, string side, TimeZoneInfo zone, bool anyWay = false)
    {
        var moment = anyWay && value.ValueKind == JsonValueKind.Array ? Moments.InList(value, zone)
            : IsLoose || anyWay ? Moments.Any(value, zone)
            : value.ValueKind == JsonValueKind.String ? Moments.Iso(value.GetString()!, zone)
            : null;
        return moment is null && !ParameterReader.IsAbsent(value) ? Wrong(value, side, "a date and time (ISO 8601)") : moment;
    }

    /// <summary>A value of the given kind; undefined when absent. Loosely, text that holds one as JSON is read.</summary>
    public Outcome<JsonElement> Composite(JsonElement value, string side, JsonValueKind kind)
    {
        if (value.ValueKind == kind || ParameterReader.IsAbsent(value))
        {
            return value;
        }

        var inText = IsLoose && value.ValueKind == JsonValueKind.String ? FromText(value.GetString()!) : default;
        return inText.ValueKind == kind ? inText : Wrong(value, side, kind == JsonValueKind.Array ? "an array" : "an object");
    }

    private static JsonElement FromText(string text)
    {
        try
        {
            return JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private Failure Wrong(JsonElement value, string side, string wanted) => Failure.Of(
        FailureCodes.Parameter,
        $"{Path} ({OperatorName}): {side} is {JsText.Described(value)}, not {wanted}{(IsLoose ? "" : "; set \"loose\" to convert types")}.");
}
