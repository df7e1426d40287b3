using System.Globalization;
using System.Text.Json;

namespace FlowForge.Formats.N8n.Reading;

/// <summary>
/// An object of n8n, asked for its values by paths such as <c>options.response.fullResponse</c>. It notes what was asked for, so that
/// what nobody asked for can be told.
/// </summary>
internal sealed class Given(JsonElement root)
{
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);

    /// <summary>The object itself.</summary>
    public JsonElement Root => root;

    /// <summary>A value; undefined where there is none.</summary>
    public JsonElement Any(string path)
    {
        asked.Add(path);
        var at = root;
        foreach (var step in path.Split('.'))
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(step, out at))
            {
                return default;
            }
        }

        return at;
    }

    /// <summary>Whether there is a value that is not null.</summary>
    public bool Has(string path) => Any(path).ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    /// <summary>A string, or null. A number is taken as its text.</summary>
    public string? Text(string path) => Any(path) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };

    /// <summary>A string; <paramref name="standard"/> when there is none.</summary>
    public string Text(string path, string standard) => Text(path) ?? standard;

    /// <summary>True or false; <paramref name="standard"/> when it is neither.</summary>
    public bool Flag(string path, bool standard = false) => Any(path).ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => standard,
    };

    /// <summary>A number, also one in a string; null when it is none.</summary>
    public double? Number(string path) => Any(path) switch
    {
        { ValueKind: JsonValueKind.Number } number => number.GetDouble(),
        { ValueKind: JsonValueKind.String } text when double.TryParse(text.GetString(), CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => number,
        _ => null,
    };

    /// <summary>The objects of a list.</summary>
    public IEnumerable<Given> List(string path) => Any(path) is { ValueKind: JsonValueKind.Array } list
        ? list.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.Object).Select(one => new Given(one))
        : [];

    /// <summary>A list of names: a list of strings, or one string with commas.</summary>
    public IReadOnlyList<string> Names(string path) => Any(path) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString()!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Select(one => one.GetString()!)],
        _ => [],
    };

    /// <summary>The value of a resource locator (<c>{ __rl, mode, value }</c>), or the value as it stands.</summary>
    public JsonElement Located(string path) =>
        Any(path) is { ValueKind: JsonValueKind.Object } locator && locator.TryGetProperty("value", out var value) ? value : Any(path);

    /// <summary>Paths of values that say something and that nobody asked for.</summary>
    public IEnumerable<string> Unasked()
    {
        var open = new Stack<(string Path, JsonElement Value)>();
        open.Push(("", root));
        while (open.TryPop(out var at))
        {
            if (at.Path.Length > 0 && (asked.Contains(at.Path) || SaysNothing(at.Value)))
            {
                continue;
            }

            if (at.Value.ValueKind != JsonValueKind.Object || (at.Path.Length > 0 && !asked.Any(path => path.StartsWith(at.Path + ".", StringComparison.Ordinal))
                && at.Path != "options"))
            {
                yield return at.Path;
                continue;
            }

            foreach (var property in at.Value.EnumerateObject().Reverse())
            {
                open.Push((at.Path.Length == 0 ? property.Name : $"{at.Path}.{property.Name}", property.Value));
            }
        }
    }

    private static bool SaysNothing(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.False => true,
        JsonValueKind.String => value.ValueEquals(""),
        JsonValueKind.Object => value.GetPropertyCount() == 0,
        JsonValueKind.Array => value.GetArrayLength() == 0,
        _ => false,
    };
}
