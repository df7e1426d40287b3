using System.Text.Json;
using FlowForge.Core.Failures;

namespace FlowForge.Nodes.Conditions;

/// <summary>One comparison.</summary>
/// <param name="Left">The left value.</param>
/// <param name="Operator">How it is compared.</param>
/// <param name="Right">The right value; undefined for an operator that needs none.</param>
/// <param name="IgnoreCase">Whether upper and lower case are the same.</param>
/// <param name="Path">Its place below the parameters.</param>
internal sealed record Condition(JsonElement Left, Operator Operator, JsonElement Right, bool IgnoreCase, string Path)
{
    /// <summary>Whether it holds.</summary>
    public Outcome<bool> Holds(bool loose, ConditionScope scope) =>
        Operator.Test(new(Left, Right, IgnoreCase, new(loose, Path, Operator.Name), scope));
}
