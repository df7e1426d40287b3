using System.Collections.Frozen;
using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.Conditions;

/// <summary>Conditions that hold together: <c>{ conditions, combine, loose, ignoreCase }</c>.</summary>
/// <param name="Conditions">The conditions, in order.</param>
/// <param name="IsAny">Whether one is enough; without conditions that is false, and its opposite true.</param>
/// <param name="IsLoose">Whether values are converted to the operator's type.</param>
internal sealed record ConditionSet(IReadOnlyList<Condition> Conditions, bool IsAny, bool IsLoose)
{
    private static readonly FrozenDictionary<string, bool> Combines =
        new Dictionary<string, bool> { ["all"] = false, ["and"] = false, ["any"] = true, ["or"] = true }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether they hold. All are looked at, so that a wrong type is never hidden behind another condition.</summary>
    public Outcome<bool> Hold(ConditionScope scope)
    {
        var held = 0;
        foreach (var condition in Conditions)
        {
            var one = condition.Holds(IsLoose, scope);
            if (one.IsFailure)
            {
                return one.Failure;
            }

            held += one.Value ? 1 : 0;
        }

        return IsAny ? held > 0 : held == Conditions.Count;
    }

    /// <summary>Reads them from an object.</summary>
    /// <param name="holder">The object that has <c>conditions</c>, <c>combine</c>, <c>loose</c> and <c>ignoreCase</c>.</param>
    /// <param name="path">Place of the object below the parameters, empty for the parameters themselves.</param>
    /// <param name="loose">What holds when the object does not say <c>loose</c>.</param>
    /// <param name="ignoreCase">What holds when the object does not say <c>ignoreCase</c>.</param>
    public static Outcome<ConditionSet> Read(JsonElement holder, string path = "", bool loose = false, bool ignoreCase = false)
    {
        var reader = new ParameterReader(holder, path);
        var isAny = reader.Choice("combine", Combines, false);
        var isLoose = reader.Flag("loose", loose);
        var ignores = reader.Flag("ignoreCase", ignoreCase);
        var list = reader.List("conditions", Limits.Conditions);
        var conditions = new Condition[list.Count];
        for (var at = 0; at < list.Count && reader.Failure is null; at++)
        {
            conditions[at] = One(reader, list[at], $"{reader.PathOf("conditions")}[{at}]", ignores);
        }

        return reader.Give(new ConditionSet(conditions, isAny, isLoose));
    }

    private static Condition One(ParameterReader all, JsonElement element, string path, bool ignoreCase)
    {
        var reader = new ParameterReader(element, path);
        var name = reader.Text("operator") ?? "";
        var found = Operators.Find(name);
        if (found is null)
        {
            reader.Refuse("operator", name.Length == 0 ? "is missing" : $"names no operator: {name}");
        }

        var condition = new Condition(reader.Value("left"), found!, reader.Value("right"), reader.Flag("ignoreCase", ignoreCase), path);
        all.Take(reader.Failure);
        return condition;
    }
}
