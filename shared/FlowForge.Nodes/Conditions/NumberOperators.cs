using FlowForge.Core.Failures;

namespace FlowForge.Nodes.Conditions;

/// <summary>Operators on numbers. An absent number equals an absent one only; where it is greater or less is asked, it is 0, as in JavaScript.</summary>
internal static class NumberOperators
{
    /// <summary>All of them.</summary>
    public static IEnumerable<Operator> All =>
    [
        One("equals", (left, right) => left == right),
        One("notEquals", (left, right) => left != right),
        One("gt", (left, right) => (left ?? 0) > (right ?? 0)),
        One("lt", (left, right) => (left ?? 0) < (right ?? 0)),
        One("gte", (left, right) => (left ?? 0) >= (right ?? 0)),
        One("lte", (left, right) => (left ?? 0) <= (right ?? 0)),
    ];

    private static Operator One(string name, Func<double?, double?, bool> test) => new($"number.{name}", false, operands =>
    {
        var left = operands.Convert.Number(operands.Left, "left");
        var right = operands.Convert.Number(operands.Right, "right");
        return left.Failure ?? right.Failure ?? (Outcome<bool>)test(left.Value, right.Value);
    });
}
