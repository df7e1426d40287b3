using System.Text.Json;
using FlowForge.Core.Failures;

namespace FlowForge.Nodes.Conditions;

/// <summary>One way to compare.</summary>
/// <param name="Name">As documents write it, e.g. <c>number.gt</c>.</param>
/// <param name="IsUnary">Whether it looks at the left value only.</param>
/// <param name="Test">The comparison.</param>
internal sealed record Operator(string Name, bool IsUnary, Func<Operands, Outcome<bool>> Test)
{
    /// <summary>The type before the dot.</summary>
    public string Type => Name[..Name.IndexOf('.', StringComparison.Ordinal)];
}

/// <summary>What a comparison looks at.</summary>
/// <param name="Left">The left value; undefined when absent.</param>
/// <param name="Right">The right value; undefined when absent.</param>
/// <param name="IgnoreCase">Whether upper and lower case are the same.</param>
/// <param name="Convert">Reads the values as the operator's type.</param>
/// <param name="Scope">What the node run shares.</param>
internal readonly record struct Operands(
    JsonElement Left, JsonElement Right, bool IgnoreCase, Conversion Convert, ConditionScope Scope)
{
    /// <summary>How text is compared.</summary>
    public StringComparison Comparison => IgnoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
}
