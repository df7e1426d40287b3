using FlowForge.Core.Model;
using FlowForge.Core.Planning;
using FlowForge.Core.Tests.Engine;
using FlowForge.Core.Validation;

namespace FlowForge.Core.Tests.Planning;

/// <summary>Plans written down as short texts, so that a test shows the whole of what it expects.</summary>
internal static class PlanSketch
{
    public static readonly TestCatalogue Kinds = new();

    public static ExecutionPlan Plan(
        string drawn, string trigger = "t", string? upTo = null, Func<Node, Node>? change = null, IReadOnlySet<string>? breakpoints = null)
    {
        var result = Planner.Plan(Drawn.Of(drawn, change: change), Kinds, trigger, upTo, breakpoints);
        Assert.True(result.Plan is not null, string.Join("; ", result.Problems.Select(problem => problem.ToString())));
        return result.Plan!;
    }

    /// <summary>Each problem as <c>code: ids</c>.</summary>
    public static string[] Problems(string drawn, string trigger = "t", string? upTo = null) =>
        Planner.Plan(Drawn.Of(drawn), Kinds, trigger, upTo).Problems.Select(Line).ToArray();

    public static string Line(Problem problem) => $"{problem.Code}: {string.Join(' ', problem.NodeIds ?? [])}".TrimEnd(' ', ':');

    /// <summary><c>root: t l; l: b; repeat: q s</c>, each scope's own nodes in plan order; <c>&lt;</c> and the parent's place for inner ones.</summary>
    public static string Scopes(ExecutionPlan plan) => string.Join("; ", plan.Outline.Scopes.Select(scope =>
        $"{Name(plan, scope)}: {string.Join(' ', scope.Nodes.Select(node => Id(plan, node)))}".TrimEnd()));

    /// <summary><c>t a|l|b</c>.</summary>
    public static string Branches(ExecutionPlan plan) =>
        string.Join('|', plan.Outline.Branches.Select(branch => string.Join(' ', branch.Select(node => Id(plan, node)))));

    public static string Order(ExecutionPlan plan) => string.Join(' ', plan.Nodes.Select(node => node.Node.Id));

    private static string Name(ExecutionPlan plan, OutlineScope scope)
    {
        var own = scope.Role switch { ScopeRole.Root => "root", ScopeRole.Loop => Id(plan, scope.Owner), _ => "repeat" };
        return scope.Parent > 0 ? $"{own}<{Name(plan, plan.Outline.Scopes[scope.Parent])}" : own;
    }

    private static string Id(ExecutionPlan plan, int node) => plan.Nodes[node].Node.Id;
}
