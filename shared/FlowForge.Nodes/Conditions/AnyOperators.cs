using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.Conditions;

/// <summary>Operators that ask whether there is a value; the same for every type, and without a failure for a wrong one, but in n8n's manner.</summary>
internal static class AnyOperators
{
    /// <summary>Types that have them.</summary>
    public static readonly IReadOnlyList<string> Types = ["any", "string", "number", "boolean", "dateTime", "array", "object"];

    /// <summary>All of them.</summary>
    public static IEnumerable<Operator> All => Types.SelectMany(type => new Operator[]
    {
        One($"{type}.exists", left => !ParameterReader.IsAbsent(left)),
        One($"{type}.notExists", left => ParameterReader.IsAbsent(left)),
        new($"{type}.empty", true, operands => Empty(type, operands)),
        new($"{type}.notEmpty", true, operands => Empty(type, operands) is var empty && empty.IsFailure ? empty : !empty.Value),
    }).Concat(
    [
        new("any.equals", false, operands => Same(operands)),
        new("any.notEquals", false, operands => !Same(operands)),
    ]);

    private static Operator One(string name, Func<JsonElement, bool> test) => new(name, true, operands =>
        operands.Scope.IsN8n && WrongType(name[..name.IndexOf('.', StringComparison.Ordinal)], operands) is { } failure ? failure : test(operands.Left));

    private static Outcome<bool> Empty(string type, Operands operands)
    {
        if (!operands.Scope.IsN8n || type == "any")
        {
            return IsEmpty(operands.Left);
        }

        return WrongType(type, operands) is { } failure ? failure : type switch
        {
            "number" or "boolean" or "dateTime" => ParameterReader.IsAbsent(operands.Left),
            "string" => operands.Convert.Text(operands.Left, "left").Value is "",
            _ => IsEmpty(operands.Left),
        };
    }

    private static Failure? WrongType(string type, Operands operands) => type switch
    {
        "string" => operands.Convert.Text(operands.Left, "left").Failure,
        "number" => operands.Convert.Number(operands.Left, "left").Failure,
        "boolean" => operands.Convert.Truth(operands.Left, "left").Failure,
        "dateTime" => operands.Convert.Moment(operands.Left, "left", operands.Scope.Zone, anyWay: true).Failure,
        "array" => operands.Convert.Composite(operands.Left, "left", JsonValueKind.Array).Failure,
        "object" => operands.Convert.Composite(operands.Left, "left", JsonValueKind.Object).Failure,
        _ => null,
    };

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
