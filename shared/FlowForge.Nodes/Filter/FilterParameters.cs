using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Nodes.Conditions;
using FlowForge.Nodes.Items;

namespace FlowForge.Nodes.Filter;

/// <summary>The parameters of <c>filter</c>.</summary>
/// <param name="Conditions">What keeps an item.</param>
internal sealed record FilterParameters(ConditionSet Conditions)
{
    /// <summary>Reads them.</summary>
    public static Outcome<FilterParameters> Read(JsonElement parameters)
    {
        var conditions = ConditionSet.Read(parameters);
        return conditions.IsFailure ? conditions.Failure : new FilterParameters(conditions.Value);
    }

    /// <summary>The port of an item with these parameters.</summary>
    public Outcome<Route> RouteOf(ConditionScope scope)
    {
        var holds = Conditions.Hold(scope);
        return holds.IsFailure ? holds.Failure : new Route(holds.Value ? "true" : "false");
    }
}
