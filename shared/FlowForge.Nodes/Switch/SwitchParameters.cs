using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Nodes.Conditions;
using FlowForge.Nodes.Items;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.Switch;

/// <summary>One rule.</summary>
/// <param name="Name">Its port.</param>
/// <param name="Conditions">When it holds.</param>
internal sealed record SwitchRule(string Name, ConditionSet Conditions);

/// <summary>The parameters of <c>switch</c>.</summary>
/// <param name="Rules">Rules in order.</param>
/// <param name="Fallback">Port of items for which no rule holds; null drops them.</param>
/// <param name="AllMatching">Whether an item goes to every rule that holds, not to the first only.</param>
internal sealed record SwitchParameters(IReadOnlyList<SwitchRule> Rules, string? Fallback, bool AllMatching)
{
    /// <summary>Reads them.</summary>
    public static Outcome<SwitchParameters> Read(JsonElement parameters)
    {
        var reader = new ParameterReader(parameters);
        var loose = reader.Flag("loose", false);
        var ignoreCase = reader.Flag("ignoreCase", false);
        var list = reader.List("rules", Limits.SwitchRules);
        var rules = new SwitchRule[list.Count];
        for (var at = 0; at < list.Count; at++)
        {
            var rule = new ParameterReader(list[at], $"rules[{at}]");
            var name = rule.Text("name") ?? "";
            var conditions = ConditionSet.Read(list[at], $"rules[{at}]", loose, ignoreCase);
            reader.Take(rule.Failure ?? conditions.Failure);
            rules[at] = new(name, conditions.Value!);
        }

        return reader.Give(new SwitchParameters(rules, reader.Text("fallback"), reader.Flag("allMatching", false)));
    }

    /// <summary>The ports of an item with these parameters.</summary>
    public Outcome<Route> RouteOf(ConditionScope scope)
    {
        string? first = null;
        List<string>? more = null;
        foreach (var rule in Rules)
        {
            var holds = rule.Conditions.Hold(scope);
            if (holds.IsFailure)
            {
                return holds.Failure;
            }

            if (!holds.Value)
            {
                continue;
            }

            if (!AllMatching)
            {
                return new Route(rule.Name);
            }

            if (first is not null)
            {
                (more ??= []).Add(rule.Name);
            }

            first ??= rule.Name;
        }

        return new Route(first ?? Fallback, more);
    }
}
