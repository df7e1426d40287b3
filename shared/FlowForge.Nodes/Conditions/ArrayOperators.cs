using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Nodes.Json;

namespace FlowForge.Nodes.Conditions;

/// <summary>Operators on arrays. An absent array is an empty one.</summary>
internal static class ArrayOperators
{
    /// <summary>All of them.</summary>
    public static IEnumerable<Operator> All =>
    [
        new("array.contains", false, Contains),
        new("array.notContains", false, operands => Contains(operands) is var plain && plain.IsFailure ? plain : !plain.Value),
        Length("lengthEquals", (length, right) => length == right),
        Length("lengthNotEquals", (length, right) => length != right),
        Length("lengthGt", (length, right) => length > right),
        Length("lengthLt", (length, right) => length < right),
        Length("lengthGte", (length, right) => length >= right),
        Length("lengthLte", (length, right) => length <= right),
    ];

    private static Operator Length(string name, Func<int, double?, bool> test) => new($"array.{name}", false, operands =>
    {
        var array = operands.Convert.Composite(operands.Left, "left", JsonValueKind.Array);
        var right = operands.Convert.Number(operands.Right, "right");
        return array.Failure ?? right.Failure ?? (Outcome<bool>)test(LengthOf(array.Value), right.Value);
    });

    private static int LengthOf(JsonElement array) => array.ValueKind == JsonValueKind.Array ? array.GetArrayLength() : 0;

    private static Outcome<bool> Contains(Operands operands)
    {
        var array = operands.Convert.Composite(operands.Left, "left", JsonValueKind.Array);
        if (array.IsFailure)
        {
            return array.Failure;
        }

        if (array.Value.ValueKind != JsonValueKind.Array)
        {
            return false;
        }

        foreach (var element in array.Value.EnumerateArray())
        {
            if (Same(element, operands))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Same(JsonElement element, Operands operands)
    {
        var right = operands.Right;
        if (right.ValueKind == JsonValueKind.Undefined)
        {
            return element.ValueKind == JsonValueKind.Null;
        }

        if (operands.Convert.IsLoose || (element.ValueKind == JsonValueKind.String && right.ValueKind == JsonValueKind.String))
        {
            return string.Equals(JsText.Of(element), JsText.Of(right), operands.Comparison);
        }

        return JsonElement.DeepEquals(element, right);
    }
}
