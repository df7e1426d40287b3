using FlowForge.Core.Failures;

namespace FlowForge.Nodes.Conditions;

/// <summary>Operators on moments. An absent moment equals an absent one and is neither before nor after any.</summary>
internal static class DateTimeOperators
{
    /// <summary>All of them.</summary>
    public static IEnumerable<Operator> All =>
    [
        One("equals", (left, right) => left == right),
        One("notEquals", (left, right) => left != right),
        One("after", (left, right) => left > right),
        One("before", (left, right) => left < right),
        One("afterOrEquals", (left, right) => left >= right),
        One("beforeOrEquals", (left, right) => left <= right),
    ];

    private static Operator One(string name, Func<DateTimeOffset?, DateTimeOffset?, bool> test) => new($"dateTime.{name}", false, operands =>
    {
        var isN8n = operands.Scope.IsN8n;
        var left = operands.Convert.Moment(operands.Left, "left", operands.Scope.Zone, isN8n);
        var right = operands.Convert.Moment(operands.Right, "right", operands.Scope.Zone, isN8n);
        if (isN8n && !left.IsFailure && !right.IsFailure && (left.Value is null || right.Value is null))
        {
            return false;
        }

        return left.Failure ?? right.Failure ?? (Outcome<bool>)test(left.Value, right.Value);
    });
}
