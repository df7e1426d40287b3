using System.Text.Json;
using System.Text.RegularExpressions;

namespace FlowForge.AiBench.Checks;

/// <summary>Compares JSON with what is wanted of it, as far as that is named (<see cref="Sets.Expectation"/>).</summary>
internal static class Likeness
{
    private const int Shown = 160;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Where and how it differs, or null.</summary>
    public static string? Differs(JsonElement wanted, JsonElement came, string place = "")
    {
        if (wanted.ValueKind == JsonValueKind.Object && wanted.GetPropertyCount() == 1 && wanted.EnumerateObject().First() is { Name: ['$', ..] } rule)
        {
            return Follows(rule, came) ? null : $"{At(place)}wanted {wanted.GetRawText()}, is {Text(came)}";
        }

        return wanted.ValueKind switch
        {
            JsonValueKind.Object => came.ValueKind != JsonValueKind.Object ? Wrong(wanted, came, place)
                : wanted.EnumerateObject().Select(one => Differs(one.Value, came.TryGetProperty(one.Name, out var value) ? value : default, $"{place}.{one.Name}")).FirstOrDefault(static one => one is not null),
            JsonValueKind.Array => came.ValueKind != JsonValueKind.Array || came.GetArrayLength() != wanted.GetArrayLength() ? Wrong(wanted, came, place)
                : wanted.EnumerateArray().Zip(came.EnumerateArray()).Select((pair, at) => Differs(pair.First, pair.Second, $"{place}[{at}]")).FirstOrDefault(static one => one is not null),
            JsonValueKind.Number => came.ValueKind == JsonValueKind.Number && Math.Abs(wanted.GetDouble() - came.GetDouble()) <= 1e-9 * Math.Max(1, Math.Abs(wanted.GetDouble())) ? null : Wrong(wanted, came, place),
            JsonValueKind.Undefined => null,
            _ => came.ValueKind != JsonValueKind.Undefined && JsonElement.DeepEquals(wanted, came) ? null : Wrong(wanted, came, place),
        };
    }

    /// <summary>Of two lists in any order: what of the wanted ones is missing and what is too much; null when they fit one to one.</summary>
    public static string? DiffersInAnyOrder(IReadOnlyList<JsonElement> wanted, IReadOnlyCollection<JsonElement> came)
    {
        var left = came.ToList();
        var missing = new List<string>();
        foreach (var one in wanted)
        {
            if (left.FindIndex(candidate => Differs(one, candidate) is null) is var at and >= 0)
            {
                left.RemoveAt(at);
            }
            else
            {
                missing.Add(Text(one));
            }
        }

        return missing.Count == 0 && left.Count == 0 ? null
            : string.Join("; ", missing.Select(static one => $"missing {one}").Concat(left.Select(static one => $"not wanted {Text(one)}")));
    }

    /// <summary>JSON, cut.</summary>
    public static string Text(JsonElement value) =>
        value.ValueKind == JsonValueKind.Undefined ? "missing" : value.GetRawText() is var text && text.Length > Shown ? $"{text[..Shown]}…" : text;

    private static bool Follows(JsonProperty rule, JsonElement came) => rule.Name switch
    {
        "$absent" => came.ValueKind == JsonValueKind.Undefined,
        "$any" => came.ValueKind != JsonValueKind.Undefined,
        "$has" when rule.Value.ValueKind != JsonValueKind.Array => came.ValueKind != JsonValueKind.Undefined && Plain(came).Contains(Plain(rule.Value), StringComparison.OrdinalIgnoreCase),
        "$has" => came.ValueKind != JsonValueKind.Undefined && rule.Value.EnumerateArray().All(part => Plain(came).Contains(Plain(part), StringComparison.OrdinalIgnoreCase)),
        "$like" => came.ValueKind != JsonValueKind.Undefined && Regex.IsMatch(Plain(came), rule.Value.GetString()!, RegexOptions.IgnoreCase, Patience),
        "$oneOf" => rule.Value.EnumerateArray().Any(one => Differs(one, came) is null),
        _ => throw new FormatException($"There is no rule {rule.Name}."),
    };

    private static string Plain(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private static string Wrong(JsonElement wanted, JsonElement came, string place) => $"{At(place)}wanted {Text(wanted)}, is {Text(came)}";

    private static string At(string place) => place.Length == 0 ? "" : $"{place.TrimStart('.')} ";
}
