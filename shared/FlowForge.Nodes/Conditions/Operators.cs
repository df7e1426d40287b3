using System.Collections.Frozen;

namespace FlowForge.Nodes.Conditions;

/// <summary>All operators by name, short names included.</summary>
internal static class Operators
{
    // Names that people coming from other tools write, and the operator's own.
    private static readonly Dictionary<string, string> ShortNames = new(StringComparer.Ordinal)
    {
        ["eq"] = "equals", ["equal"] = "equals", ["is"] = "equals", ["ne"] = "notEquals", ["neq"] = "notEquals", ["notEqual"] = "notEquals",
        ["larger"] = "gt", ["greater"] = "gt", ["greaterThan"] = "gt", ["smaller"] = "lt", ["less"] = "lt", ["lessThan"] = "lt",
        ["ge"] = "gte", ["largerEqual"] = "gte", ["greaterEqual"] = "gte", ["le"] = "lte", ["smallerEqual"] = "lte", ["lessEqual"] = "lte",
        ["isEmpty"] = "empty", ["isNotEmpty"] = "notEmpty", ["isTrue"] = "true", ["isFalse"] = "false", ["matches"] = "regex",
        ["notMatches"] = "notRegex", ["afterOrEqual"] = "afterOrEquals", ["beforeOrEqual"] = "beforeOrEquals",
        ["lengthEq"] = "lengthEquals", ["lengthNe"] = "lengthNotEquals",
    };

    /// <summary>All operators under their own names, in the order in which a form shows them.</summary>
    public static readonly IReadOnlyList<Operator> All =
    [
        .. StringOperators.All, .. NumberOperators.All, .. BooleanOperators.All, .. DateTimeOperators.All, .. ArrayOperators.All, .. AnyOperators.All,
    ];

    private static readonly FrozenDictionary<string, Operator> ByName = Named().ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The operator of that name, or null.</summary>
    public static Operator? Find(string name) => ByName.GetValueOrDefault(name);

    private static IEnumerable<KeyValuePair<string, Operator>> Named()
    {
        foreach (var one in All)
        {
            yield return new(one.Name, one);
            foreach (var (brief, _) in ShortNames.Where(pair => one.Name == $"{one.Type}.{pair.Value}"))
            {
                yield return new($"{one.Type}.{brief}", one);
            }

            if (one.Type == "dateTime")
            {
                yield return new($"date{one.Name[8..]}", one);
            }
        }
    }
}
