using FlowForge.Core.Failures;

namespace FlowForge.Nodes.Conditions;

/// <summary>Operators on numbers. An absent number equals an absent one and is neither greater nor less than any.</summary>
internal static class NumberOperators
{
    /// <summary>All of them.</summary>
    public static IEnumerable<Operator> All =>
    [
        One("equals", (left, right) => left == right),
        One("notEquals", (left, right) => left != right),
        One("gt", (left, right) => left > right),
        One("lt", (left, right) => left < right),
        One("gte", (left, right) => left >= right),
        One("lte", (left, right) => left <= right),
    ];

    private static Operator One(string name, Func<double?, double?, bool> test) => new($"number.{name}", false, operands =>
    {
        var left = operands.Convert.Number(operands.Left, "left");
        var right = operands.Convert.Number(operands.Right, "right");
        return left.Failure ?? right.Failure ?? (Outcome<bool>)test(left.Value, right.Value);
    });
}
