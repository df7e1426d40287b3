using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Nodes.Json;

namespace FlowForge.Nodes.Summarize;

/// <summary>Items with equal values in the fields that make the groups.</summary>
/// <param name="Values">Those values, copied; undefined where there is none.</param>
/// <param name="Ranks">For each of them, the place among all values before it that came first.</param>
/// <param name="Results">What is computed.</param>
internal sealed record Group(JsonElement[] Values, int[] Ranks, Accumulator[] Results)
{
    /// <summary>The items.</summary>
    public List<Origin> Origins { get; } = [];

    /// <summary>Puts the results into <paramref name="draft"/>; a failure or null.</summary>
    public Failure? Write(ObjectDraft draft, IReadOnlyList<SummaryField> fields)
    {
        for (var at = 0; at < fields.Count; at++)
        {
            if (Results[at].Give() is not { } result)
            {
                return Failure.Of(FailureCodes.Limit, $"The list \"{fields[at].As}\" is nested deeper than {Limits.Depth} levels.");
            }

            draft.Put(fields[at].As, new(result));
        }

        return null;
    }
}
