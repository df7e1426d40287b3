using System.Collections.Frozen;
using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Nodes.Json;

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

    /// <summary>Names, as a list of strings or one string with commas; none when absent.</summary>
    public IReadOnlyList<string> Names(string name)
    {
        var value = Value(name);
        if (value.ValueKind != JsonValueKind.Array)
        {
            return (Text(name) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        }

        List<string> names = [];
        foreach (var element in List(name, Limits.FieldsNamed))
        {
            if (element.ValueKind == JsonValueKind.String)
            {
                names.Add(element.GetString()!);
            }
            else
            {
                Refuse($"{name}[{names.Count}]", "must be a string");
            }
        }

        return names;
    }

    /// <summary>Paths of fields, as <see cref="Names"/> reads them.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="dots">Whether <c>a.b</c> is a path rather than a name.</param>
    public IReadOnlyList<FieldPath> Paths(string name, bool dots) => [.. Names(name).Select(one => Path(one, dots))];

    /// <summary>The path to a field.</summary>
    public FieldPath Path(string text, bool dots)
    {
        var path = FieldPath.Read(text, dots);
        Take(path.Failure);
        return path.Value ?? new FieldPath(text, []);
    }

    /// <summary>The objects of a list, each with a reader of its own whose failure <paramref name="read"/> need not hand on.</summary>
    public IReadOnlyList<T> Each<T>(string name, Func<ParameterReader, T> read)
    {
        List<T> all = [];
        foreach (var element in List(name, Limits.FieldsNamed))
        {
            var place = $"{PathOf(name)}[{all.Count}]";
            if (element.ValueKind != JsonValueKind.Object)
            {
                Refuse($"{name}[{all.Count}]", "must be an object");
                continue;
            }

            var one = new ParameterReader(element, place);
            all.Add(read(one));
            Take(one.Failure);
        }

        return all;
    }

    /// <summary>A string that must be there.</summary>
    public string Needed(string name) => Text(name) is { Length: > 0 } text ? text : Refuse(name, "is needed", "");

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
