using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Nodes.Conditions;
using FlowForge.Nodes.Items;

namespace FlowForge.Nodes.If;

/// <summary>The parameters of <c>if</c>.</summary>
/// <param name="Conditions">What sends an item to <c>true</c>.</param>
internal sealed record IfParameters(ConditionSet Conditions)
{
    /// <summary>Reads them.</summary>
    public static Outcome<IfParameters> Read(JsonElement parameters)
    {
        var conditions = ConditionSet.Read(parameters);
        return conditions.IsFailure ? conditions.Failure : new IfParameters(conditions.Value);
    }

    /// <summary>The port of an item with these parameters.</summary>
    public Outcome<Route> RouteOf(ConditionScope scope)
    {
        var holds = Conditions.Hold(scope);
        return holds.IsFailure ? holds.Failure : new Route(holds.Value ? "true" : "false");
    }
}
