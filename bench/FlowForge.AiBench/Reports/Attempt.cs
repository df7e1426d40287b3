using FlowForge.AiBench.Checks;
using FlowForge.Core.Ports;

namespace FlowForge.AiBench.Reports;

/// <summary>One try of one case.</summary>
/// <param name="Id">The case.</param>
/// <param name="Area">The kind of automation, or the cause.</param>
/// <param name="Number">1 for the first.</param>
/// <param name="Failed">Checks that do not hold; none when it passed.</param>
/// <param name="Score">Structure score, 0 to 1; null where there is none.</param>
/// <param name="Usage">What the model took.</param>
/// <param name="Elapsed">From the words to the proposal.</param>
internal sealed record Attempt(string Id, string Area, int Number, IReadOnlyList<FailedCheck> Failed, double? Score, ModelUsage Usage, TimeSpan Elapsed)
{
    /// <summary>Whether all checks hold.</summary>
    public bool Passed => Failed.Count == 0;

    /// <summary>What of the structure is amiss; it decides nothing.</summary>
    public IReadOnlyList<FailedCheck> Amiss { get; init; } = [];
}
