using System.Collections.Frozen;
using System.Text.Json;
using FlowForge.Core.Failures;

namespace FlowForge.Nodes.Parameters;

/// <summary>
/// Reads resolved parameters and keeps the first thing that is wrong as a <c>node.parameter</c> failure that names the parameter.
/// Absent and null parameters take their default.
/// </summary>
internal sealed class ParameterReader(JsonElement parameters, string path = "")
{
    /// <summary>What is wrong, or null.</summary>
    public Failure? Failure { get; private set; }

    /// <summary>The value read, or the first failure in its place.</summary>
    public Outcome<T> Give<T>(T value) => Failure is null ? value : Failure;

    /// <summary>Where a parameter stands, for messages.</summary>
    public string PathOf(string name) => path.Length == 0 ? name : $"{path}.{name}";

    /// <summary>A parameter as it is; undefined when absent.</summary>
    public JsonElement Value(string name) =>
        parameters.ValueKind == JsonValueKind.Object && parameters.TryGetProperty(name, out var value) ? value : default;

    /// <summary>A string; null when absent.</summary>
    public string? Text(string name)
    {
        var value = Value(name);
        return value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Undefined or JsonValueKind.Null => null,
            _ => Refuse<string>(name, "must be a string"),
        };
    }

    /// <summary>A whole number from <paramref name="least"/> to <paramref name="most"/>.</summary>
    public int Whole(string name, int fallback, int least, int most)
    {
        var number = Number(name, fallback, least, most);
        return number == Math.Floor(number) ? (int)number : Refuse<int>(name, "must be a whole number");
    }

    /// <summary>A number from <paramref name="least"/> to <paramref name="most"/>.</summary>
    public double Number(string name, double fallback, double least, double most)
    {
        var value = Value(name);
        if (IsAbsent(value))
        {
            return fallback;
        }

        return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number >= least && number <= most
            ? number
            : Refuse(name, $"must be a number from {least} to {most}", fallback);
    }

    /// <summary>True or false.</summary>
    public bool Flag(string name, bool fallback)
    {
        var value = Value(name);
        return value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Undefined or JsonValueKind.Null => fallback,
            _ => Refuse(name, "must be true or false", fallback),
        };
    }

    /// <summary>One of a few words.</summary>
    public T Choice<T>(string name, FrozenDictionary<string, T> words, T fallback)
    {
        var value = Value(name);
        if (IsAbsent(value))
        {
            return fallback;
        }

        return value.ValueKind == JsonValueKind.String && words.TryGetValue(value.GetString()!, out var choice)
            ? choice
            : Refuse(name, $"must be one of {string.Join(", ", words.Keys.Order(StringComparer.Ordinal))}", fallback);
    }

    /// <summary>The elements of a list of at most <paramref name="most"/>; none when absent.</summary>
    public IReadOnlyList<JsonElement> List(string name, int most)
    {
        var value = Value(name);
        if (IsAbsent(value))
        {
            return [];
        }

        return value.ValueKind != JsonValueKind.Array ? Refuse<JsonElement[]>(name, "must be a list", [])
            : value.GetArrayLength() > most ? Refuse<JsonElement[]>(name, $"may have {most} entries at most", [])
            : [.. value.EnumerateArray()];
    }

    /// <summary>Whether a value is left out.</summary>
    public static bool IsAbsent(JsonElement value) => value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;

    /// <summary>Notes that a parameter is wrong.</summary>
    public void Refuse(string name, string sentence) => Refuse<object?>(name, sentence);

    /// <summary>Takes over a failure of a part that was read on its own.</summary>
    public void Take(Failure? failure) => Failure ??= failure;

    private T Refuse<T>(string name, string sentence, T instead = default!)
    {
        Failure ??= FlowForge.Core.Failures.Failure.Of(FailureCodes.Parameter, $"The parameter \"{PathOf(name)}\" {sentence}.");
        return instead;
    }
}
