using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Planning;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;

namespace FlowForge.Core.Execution;

/// <summary>
/// What a run in flight may go on with (semantics 7): nodes' parameters, retry, time-out and <c>onError</c> may be others anywhere, and what only people read. Nodes and edges may be added, removed
/// and replaced where nothing concerned has settled or is running in any live iteration (<see cref="RevisionFit"/>, <see cref="EachFit"/>). A change of more is a fork's.
/// </summary>
internal static class RevisionRule
{
    /// <summary>Why the run cannot go on with it; null when it can, for all that the documents say.</summary>
    /// <param name="before">The document that it goes on with now.</param>
    /// <param name="after">The document that it is to go on with.</param>
    public static Failure? Refuse(Workflow before, Workflow after) =>
        WorkflowJson.Hash(after with { Nodes = before.Nodes, Edges = before.Edges }) == WorkflowJson.Hash(before) ? null : Fork("changes more of the workflow than its nodes and edges");

    /// <summary>The same of the plans that they give, and of the run as it stands.</summary>
    /// <param name="before">The plan it goes by.</param>
    /// <param name="after">The plan it is to go by.</param>
    /// <param name="hasAddress">Whether the run has addresses that answer its waits.</param>
    /// <param name="fit">Why the run as it stands does not take other nodes or edges, or null; not asked when both plans have the same.</param>
    public static Failure? Refuse(PlannedWorkflow before, PlannedWorkflow after, bool hasAddress, Func<string?> fit)
    {
        if (HasOtherNodes(before, after) && fit() is { } why)
        {
            return Fork(why);
        }

        if (!HasOneIteration(before) && after.Asked.NotWithin(before.Asked, after.Plan, before.Plan) is { } asked)
        {
            return Fork($"asks for items of '{asked}' that nobody asked for before, and of what has ended they are not kept");
        }

        return after.NextWaits.Any && !hasAddress ? Fork("adds a wait that has an address") : null;
    }

    /// <summary>Whether nodes or edges are others, or nodes are not the same ones any more.</summary>
    public static bool HasOtherNodes(PlannedWorkflow before, PlannedWorkflow after) =>
        !IsSameShape(before, after) || before.Plan.Nodes.Any(node => !IsKept(node.Node, after.Plan.Nodes[node.Index].Node));

    private static bool HasOneIteration(PlannedWorkflow planned) => planned.Plan.Outline is { Scopes.Length: 1, JoinsEach: false };

    /// <summary>Whether nodes and edges have the same places in both plans, so that one decider goes on as the other.</summary>
    public static bool IsSameShape(PlannedWorkflow one, PlannedWorkflow other) =>
        Ports(one.Plan).SequenceEqual(Ports(other.Plan)) && Shape(one.Plan.Outline).SequenceEqual(Shape(other.Plan.Outline));

    /// <summary>Whether a node is still the same one, whatever has become of its parameters, retry, time-out and <c>onError</c>.</summary>
    public static bool IsKept(Node before, Node after) => Hash(Changed(before, after)) == Hash(after);

    /// <summary>Nodes that are new or differ, by plan order.</summary>
    public static int[] Nodes(PlannedWorkflow before, PlannedWorkflow after) =>
        [.. after.Plan.Nodes.Where(node => before.Plan.FindById(node.Node.Id) is not { } was || !IsSame(was.Node, node.Node)).Select(node => node.Index)];

    private static Node Changed(Node before, Node after) => before with
    {
        Parameters = after.Parameters,
        Retry = after.Retry,
        TimeoutSeconds = after.TimeoutSeconds,
        OnError = after.OnError,
        Notes = after.Notes,
        Position = after.Position,
    };

    private static bool IsSame(Node one, Node other) => Hash(one) == Hash(other with { Notes = one.Notes, Position = one.Position });

    private static string Hash(Node node) => WorkflowJson.Hash(new Workflow { Id = "node", Name = "node", Nodes = [node], Edges = [] });

    private static IEnumerable<string> Ports(ExecutionPlan plan) =>
        plan.Nodes.Select(node => $"{node.Node.Id} {string.Join(' ', node.InputPorts)} > {string.Join(' ', node.OutputPorts)}");

    private static IEnumerable<object> Shape(PlanOutline outline) =>
        outline.Edges.Select(edge => (object)(edge.From, edge.FromPort, edge.To, edge.ToPort, edge.Role, edge.Home, edge.Local, (edge.Leaves, edge.Enters, edge.RepeatMax, edge.IsInner)))
            .Concat(outline.Nodes.Select(node => (object)(node.Scope, node.Local, node.Document, node.OutputPorts, node.InputPorts, node.IsLoop, node.Body, node.AlwaysRun)))
            .Append((outline.IsSequential, outline.JoinsEach))
            .Concat(outline.Branches.Select(branch => (object)string.Join(',', branch)))
            .Concat(outline.Scopes.Select(scope => (object)(scope.Role, scope.Parent, scope.Owner, scope.RunsThrough)));

    private static Failure Fork(string why) => Failure.Of(PauseResult.NeedsFork, $"The change {why}; a run in flight cannot go on with it. Fork the run with the changed workflow instead.");
}
