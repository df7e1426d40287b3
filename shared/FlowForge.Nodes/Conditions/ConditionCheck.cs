using System.Text.Json;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.Conditions;

/// <summary>What a schema cannot tell about conditions as they are drawn.</summary>
internal static class ConditionCheck
{
    /// <summary>Problems: <c>condition.operator</c> and <c>condition.pattern</c>. What holds an expression is left to the run.</summary>
    public static IEnumerable<ParameterProblem> Of(JsonElement holder, string path = "")
    {
        var conditions = new ParameterReader(holder).List("conditions", int.MaxValue);
        for (var at = 0; at < conditions.Count; at++)
        {
            var place = $"{(path.Length == 0 ? "" : path + ".")}conditions[{at}]";
            var reader = new ParameterReader(conditions[at]);
            if (reader.Text("operator") is not { } name || name.StartsWith('='))
            {
                continue;
            }

            if (Operators.Find(name) is not { } found)
            {
                yield return new("condition.operator", $"{place}.operator", $"There is no operator \"{name}\".");
            }
            else if (PatternProblem(found, reader.Text("right")) is { } sentence)
            {
                yield return new("condition.pattern", $"{place}.right", sentence);
            }
        }
    }

    private static string? PatternProblem(Operator found, string? right) =>
        found.Name is "string.regex" or "string.notRegex" && right is not null && !right.StartsWith('=')
            ? new ConditionScope("UTC").Pattern(right, ignoreCase: false).Failure?.Message
            : null;
}
