using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Nodes.Json;

namespace FlowForge.Nodes.Summarize;

/// <summary>Takes items one by one and keeps the results of their groups, never the items.</summary>
internal sealed class Grouping(SummarizeParameters parameters) : IDisposable
{
    private readonly Dictionary<string, Group> groups = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> ranks = new(StringComparer.Ordinal);
    private readonly bool[] found = new bool[parameters.Fields.Count];
    private long bytes;

    /// <summary>Takes an item. Failure: <c>limit.passed</c>.</summary>
    public Failure? Add(Item item, int index)
    {
        JsonElement[] values = [.. parameters.By.Select(path => path.Find(item.Json))];
        for (var at = 0; at < found.Length; at++)
        {
            found[at] |= parameters.Fields[at].Path.Find(item.Json).ValueKind != JsonValueKind.Undefined;
        }

        if (parameters.SkipsEmpty && Array.Exists(values, Accumulator.IsEmpty))
        {
            return null;
        }

        if (parameters.IsOfTexts)
        {
            values = Array.ConvertAll(values, value => JsonValues.Text(value.ValueKind == JsonValueKind.Undefined ? "undefined" : JsText.Of(value)));
        }

        var group = GroupOf(values);
        if (group is null)
        {
            return Failure.Of(FailureCodes.Limit, $"The parameter \"by\" makes more than {Limits.SummaryGroups} groups.");
        }

        group.Origins.Add(Origin.First(index));
        for (var at = 0; at < parameters.Fields.Count; at++)
        {
            bytes += group.Results[at].Add(parameters.Fields[at].Path.Find(item.Json));
        }

        return bytes > Limits.SummaryBytes
            ? Failure.Of(FailureCodes.Limit, $"The values that are gathered are larger than {Limits.SummaryBytes} bytes.")
            : null;
    }

    /// <summary>A field that no item has, as a failure, unless that is ignored.</summary>
    public Failure? Missing => !parameters.IgnoresMissing && Array.IndexOf(found, false) is >= 0 and var at
        ? Failure.Of(FailureCodes.Parameter, $"The parameter \"fields[{at}].field\": no item has a field \"{parameters.Fields[at].Path.Text}\".")
        : null;

    /// <summary>The groups: those with the same first value together, in the order in which the values came.</summary>
    public IEnumerable<Group> Groups => groups.Values.Order(Comparer<Group>.Create((one, other) => one.Ranks.AsSpan().SequenceCompareTo(other.Ranks)));

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var result in groups.Values.SelectMany(group => group.Results))
        {
            result.Dispose();
        }
    }

    private Group? GroupOf(JsonElement[] values)
    {
        var places = new int[values.Length];
        var key = "";
        for (var at = 0; at < values.Length; at++)
        {
            key = CanonicalText.Digest($"{key}{CanonicalText.Of(Present(values[at]))};");
            if (!ranks.TryGetValue($"{at}{key}", out places[at]))
            {
                ranks[$"{at}{key}"] = places[at] = ranks.Count;
            }
        }

        if (!groups.TryGetValue(key, out var group) && groups.Count < Limits.SummaryGroups)
        {
            // Copies, so that the pages they came from need not stay.
            var copies = Array.ConvertAll(values, value => Present(value).Clone());
            groups[key] = group = new(copies, places, [.. parameters.Fields.Select(field => new Accumulator(field))]);
        }

        return group;
    }

    private static JsonElement Present(JsonElement value) =>
        value.ValueKind == JsonValueKind.Undefined ? Core.Serialization.JsonConstants.Null : value;
}
