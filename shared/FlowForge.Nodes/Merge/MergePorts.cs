using System.Globalization;
using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.Merge;

/// <summary>The inputs that a merge has as it is drawn.</summary>
internal static class MergePorts
{
    private const int Fewest = 2;

    private static readonly string[] Names =
        [.. Enumerable.Range(1, Limits.MergeInputs).Select(number => $"in{number.ToString(CultureInfo.InvariantCulture)}")];

    /// <summary>As many as <c>inputs</c> says, else up to the highest that an edge names; two at least.</summary>
    public static IReadOnlyList<string> Of(JsonElement parameters, IReadOnlyCollection<string> named)
    {
        var count = new ParameterReader(parameters).Whole("inputs", 0, 0, Limits.MergeInputs);
        if (count == 0)
        {
            count = named.Select(name => Array.IndexOf(Names, name) + 1).DefaultIfEmpty().Max();
        }

        return Names[..Math.Max(count, Fewest)];
    }

    /// <summary>Problems: <c>merge.inputs</c> and <c>merge.keys</c>.</summary>
    public static IEnumerable<ParameterProblem> Check(JsonElement parameters)
    {
        var reader = new ParameterReader(parameters);
        var mode = reader.Choice("mode", MergeParameters.Modes, MergeMode.Append);
        if (reader.Failure is not null)
        {
            yield break;
        }

        if (IsOfTwo(mode) && Of(parameters, []).Count > Fewest)
        {
            yield return new("merge.inputs", "inputs", "Merging by key or in all pairs takes two inputs.");
        }

        if (mode == MergeMode.Key && ParameterReader.IsAbsent(reader.Value("keys")) && ParameterReader.IsAbsent(reader.Value("on")))
        {
            yield return new("merge.keys", "on", "Merging by key needs \"on\" or \"keys\".");
        }
    }

    /// <summary>Whether a mode brings just two inputs together.</summary>
    public static bool IsOfTwo(MergeMode mode) => mode is MergeMode.Key or MergeMode.Pairs;
}
