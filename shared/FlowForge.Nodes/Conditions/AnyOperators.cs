using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.Conditions;

/// <summary>Operators that ask whether there is a value; the same for every type, and without a failure for a wrong one.</summary>
internal static class AnyOperators
{
    /// <summary>Types that have them.</summary>
    public static readonly IReadOnlyList<string> Types = ["any", "string", "number", "boolean", "dateTime", "array", "object"];

    /// <summary>All of them.</summary>
    public static IEnumerable<Operator> All => Types.SelectMany(type => new Operator[]
    {
        new($"{type}.exists", true, operands => !ParameterReader.IsAbsent(operands.Left)),
        new($"{type}.notExists", true, operands => ParameterReader.IsAbsent(operands.Left)),
        new($"{type}.empty", true, operands => IsEmpty(operands.Left)),
        new($"{type}.notEmpty", true, operands => !IsEmpty(operands.Left)),
    }).Concat(
    [
        new("any.equals", false, operands => Same(operands)),
        new("any.notEquals", false, operands => !Same(operands)),
    ]);

    private static bool Same(Operands operands) =>
        ParameterReader.IsAbsent(operands.Left) || ParameterReader.IsAbsent(operands.Right)
            ? ParameterReader.IsAbsent(operands.Left) && ParameterReader.IsAbsent(operands.Right)
            : JsonElement.DeepEquals(operands.Left, operands.Right);

    private static bool IsEmpty(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => true,
        JsonValueKind.String => value.ValueEquals(""),
        JsonValueKind.Array => value.GetArrayLength() == 0,
        JsonValueKind.Object => value.GetPropertyCount() == 0,
        _ => false,
    };
}
