using FlowForge.Core.Failures;

namespace FlowForge.Nodes.Conditions;

/// <summary>Operators on true and false. An absent value is not true, and so counts as false.</summary>
internal static class BooleanOperators
{
    /// <summary>All of them.</summary>
    public static IEnumerable<Operator> All =>
    [
        Unary("true", left => left is true),
        Unary("false", left => left is not true),
        Binary("equals", (left, right) => left == right),
        Binary("notEquals", (left, right) => left != right),
    ];

    private static Operator Unary(string name, Func<bool?, bool> test) => new($"boolean.{name}", true, operands =>
    {
        var left = operands.Convert.Truth(operands.Left, "left");
        return left.Failure ?? (Outcome<bool>)test(left.Value);
    });

    private static Operator Binary(string name, Func<bool?, bool?, bool> test) => new($"boolean.{name}", false, operands =>
    {
        var left = operands.Convert.Truth(operands.Left, "left");
        var right = operands.Convert.Truth(operands.Right, "right");
        return left.Failure ?? right.Failure ?? (Outcome<bool>)test(left.Value, right.Value);
    });
}
