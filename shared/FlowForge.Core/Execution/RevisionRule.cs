using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Planning;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;

namespace FlowForge.Core.Execution;

/// <summary>
/// What a run in flight may go on with (semantics 7): nodes' parameters, retry, time-out and <c>onError</c> may be others anywhere, and what only people read. Nodes and edges may be added, removed
/// and replaced where nothing concerned has settled or is running (<see cref="RevisionFit"/>), in a workflow without loops and repeats that joins all: with them, iterations that have ended leave
/// too little behind to tell. A change of more is a fork's.
/// </summary>
internal static class RevisionRule
{
    /// <summary>Why the run cannot go on with it; null when it can, for all that the documents say.</summary>
    /// <param name="before">The document that it goes on with now.</param>
    /// <param name="after">The document that it is to go on with.</param>
    public static Failure? Refuse(Workflow before, Workflow after) =>
        WorkflowJson.Hash(after with { Nodes = before.Nodes, Edges = before.Edges }) == WorkflowJson.Hash(before) ? null : Fork("changes more of the workflow than its nodes and edges");

    /// <summary>The same of the plans that they give, and of the run as it stands.</summary>
    /// <param name="first">The plan that the run was made for.</param>
    /// <param name="before">The plan that it goes by.</param>
    /// <param name="after">The plan it is to go by.</param>
    /// <param name="hasAddress">Whether the run has addresses that answer its waits.</param>
    /// <param name="standings">How its nodes stand, asked for in a run without loops and repeats only.</param>
    public static Failure? Refuse(PlannedWorkflow first, PlannedWorkflow before, PlannedWorkflow after, bool hasAddress, Func<NodeStanding[]> standings)
    {
        var isOne = HasOneIteration(before) && HasOneIteration(after);
        if (!IsSameShape(before, after) || before.Plan.Nodes.Any(node => !IsKept(node.Node, after.Plan.Nodes[node.Index].Node)))
        {
            if (!isOne)
            {
                return Fork("adds, removes or replaces nodes or edges, or a node's ports, in a workflow with a loop, a repeat or join: each");
            }

            if (new RevisionFit(before, after, standings()).Refuse() is { } why)
            {
                return Fork(why);
            }
        }

        if (!isOne && !after.Asked.IsWithin(first.Asked))
        {
            return Fork("asks for items of nodes that nobody asked for before, and of what has ended they are not kept");
        }

        return after.NextWaits.Any && !hasAddress ? Fork("adds a wait that has an address") : null;
    }

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
        outline.Edges.Select(edge => (object)(edge.From, edge.FromPort, edge.To, edge.ToPort, edge.Role, edge.Home, edge.Local))
            .Concat(outline.Branches.Select(branch => (object)string.Join(',', branch)))
            .Concat(outline.Scopes.Select(scope => (object)(scope.Role, scope.Parent, scope.Owner, scope.RunsThrough)));

    private static Failure Fork(string why) => Failure.Of(PauseResult.NeedsFork, $"The change {why}; a run in flight cannot go on with it. Fork the run with the changed workflow instead.");
}
