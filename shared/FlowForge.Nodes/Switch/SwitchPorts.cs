using System.Text.Json;
using System.Text.RegularExpressions;
using FlowForge.Core;
using FlowForge.Core.Ports;
using FlowForge.Nodes.Conditions;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.Switch;

/// <summary>The ports that a switch has as it is drawn, and what is wrong with them.</summary>
internal static partial class SwitchPorts
{
    /// <summary>The port of a switch without rules.</summary>
    public const string Fallback = "fallback";

    /// <summary>A port for each rule, then the one of the fallback; never empty.</summary>
    public static IReadOnlyList<string> Of(JsonElement parameters)
    {
        var reader = new ParameterReader(parameters);
        string?[] names = [.. Names(reader), reader.Text("fallback")];
        string[] ports = [.. names.OfType<string>().Where(name => Name().IsMatch(name)).Distinct(StringComparer.Ordinal)];
        return ports.Length == 0 ? SwitchDescription.Value.Outputs : ports;
    }

    /// <summary>Problems: <c>switch.ruleName</c> and those of the conditions.</summary>
    public static IEnumerable<ParameterProblem> Check(JsonElement parameters)
    {
        var reader = new ParameterReader(parameters);
        var rules = reader.List("rules", Limits.SwitchRules);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var at = 0; at < rules.Count; at++)
        {
            var name = new ParameterReader(rules[at]).Text("name") ?? "";
            if ((NameProblem(name) ?? (seen.Add(name) ? null : $"Two rules are called \"{name}\".")) is { } sentence)
            {
                yield return new("switch.ruleName", $"rules[{at}].name", sentence);
            }

            foreach (var problem in ConditionCheck.Of(rules[at], $"rules[{at}]"))
            {
                yield return problem;
            }
        }

        if (reader.Text("fallback") is { } fallback && NameProblem(fallback) is { } wrong)
        {
            yield return new("switch.ruleName", "fallback", wrong);
        }
    }

    private static IEnumerable<string?> Names(ParameterReader reader) =>
        reader.List("rules", Limits.SwitchRules).Select(rule => new ParameterReader(rule).Text("name"));

    private static string? NameProblem(string name) =>
        name == "error" ? "The port \"error\" is taken by failures."
        : Name().IsMatch(name) ? null
        : $"The name \"{name}\" is no port: 1 to 64 letters, digits, spaces, - or _.";

    [GeneratedRegex(@"^(?!error\z)[A-Za-z0-9 _-]{1,64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
