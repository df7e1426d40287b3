using System.Text.RegularExpressions;
using FlowForge.Core.Failures;

namespace FlowForge.Nodes.Conditions;

/// <summary>Operators on text.</summary>
internal static class StringOperators
{
    /// <summary>All of them.</summary>
    public static IEnumerable<Operator> All =>
    [
        .. Pair("equals", "notEquals", (left, right, with) => string.Equals(left, right, with.Comparison)),
        .. Pair("contains", "notContains", (left, right, with) => left.Contains(right, with.Comparison)),
        .. Pair("startsWith", "notStartsWith", (left, right, with) => left.StartsWith(right, with.Comparison)),
        .. Pair("endsWith", "notEndsWith", (left, right, with) => left.EndsWith(right, with.Comparison)),
        .. Pair("regex", "notRegex", Matches),
    ];

    private static IEnumerable<Operator> Pair(string name, string negated, Func<string, string, Operands, Outcome<bool>> test) =>
    [
        new($"string.{name}", false, operands => Test(operands, test)),
        new($"string.{negated}", false, operands => Test(operands, test) is var plain && plain.IsFailure ? plain : !plain.Value),
    ];

    private static Outcome<bool> Test(Operands operands, Func<string, string, Operands, Outcome<bool>> test)
    {
        var left = operands.Convert.Text(operands.Left, "left");
        var right = operands.Convert.Text(operands.Right, "right");
        return left.IsFailure ? left.Failure : right.IsFailure ? right.Failure : test(left.Value, right.Value, operands);
    }

    private static Outcome<bool> Matches(string left, string right, Operands operands)
    {
        var pattern = operands.Scope.Pattern(right, operands.IgnoreCase);
        if (pattern.IsFailure)
        {
            return pattern.Failure with { Message = $"{operands.Convert.Path}: {pattern.Failure.Message}" };
        }

        try
        {
            return pattern.Value.IsMatch(left);
        }
        catch (RegexMatchTimeoutException)
        {
            return Failure.Of("condition.patternTimeout", $"{operands.Convert.Path}: the pattern took longer than a match may take.");
        }
    }
}
