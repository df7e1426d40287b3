using System.Globalization;
using System.Text.Json;
using FlowForge.Core.Failures;

namespace FlowForge.Nodes.Http;

/// <summary>Reads typed properties of an object and keeps the first failure; an absent property and null are the same.</summary>
/// <param name="source">The object, or undefined for one without properties.</param>
/// <param name="prefix">What stands before a property's name in messages, e.g. <c>pagination.</c>.</param>
internal sealed class HttpFields(JsonElement source, string prefix = "")
{
    public Failure? Failure { get; private set; }

    /// <summary>The property, undefined when it is absent or null.</summary>
    public JsonElement Value(string name) =>
        source.ValueKind == JsonValueKind.Object && source.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? value
            : default;

    public string? Text(string name)
    {
        var value = Value(name);
        return value.ValueKind switch
        {
            JsonValueKind.Undefined => null,
            JsonValueKind.String => value.GetString(),
            _ => Refuse<string>(name, "is a text"),
        };
    }

    public bool Flag(string name, bool otherwise)
    {
        var value = Value(name);
        return value.ValueKind switch
        {
            JsonValueKind.Undefined => otherwise,
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => Refuse<bool>(name, "is true or false"),
        };
    }

    public double? Number(string name, double least, double most)
    {
        var value = Value(name);
        if (value.ValueKind == JsonValueKind.Undefined)
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number >= least && number <= most
            ? number
            : Refuse<double?>(name, string.Create(CultureInfo.InvariantCulture, $"is a number from {least} to {most}"));
    }

    public long? Whole(string name, long least, long most)
    {
        var number = Number(name, least, most);
        return number is null || number == Math.Floor(number.Value) ? (long?)number : Refuse<long?>(name, "is a whole number");
    }

    /// <summary>A list of HTTP statuses; null when absent.</summary>
    public IReadOnlyList<int>? Statuses(string name)
    {
        var value = Value(name);
        if (value.ValueKind == JsonValueKind.Undefined)
        {
            return null;
        }

        var statuses = new List<int>();
        foreach (var element in value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().ToArray() : [value])
        {
            if (element.ValueKind != JsonValueKind.Number || !element.TryGetInt32(out var status) || status is < 100 or > 599)
            {
                return Refuse<IReadOnlyList<int>>(name, "is a list of statuses from 100 to 599");
            }

            statuses.Add(status);
        }

        return statuses;
    }

    public T Choice<T>(string name, T otherwise)
        where T : struct, Enum
    {
        var text = Text(name);
        return text is null ? otherwise
            : Enum.GetNames<T>().Contains(text, StringComparer.OrdinalIgnoreCase) ? Enum.Parse<T>(text, ignoreCase: true)
            : Refuse<T>(name, $"is one of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}");
    }

    public T? Refuse<T>(string name, string rule)
    {
        Failure ??= HttpFailures.Parameter(prefix + name, rule);
        return default;
    }

    public T? Take<T>(Outcome<T> outcome)
    {
        Failure ??= outcome.Failure;
        return outcome.Value;
    }
}
