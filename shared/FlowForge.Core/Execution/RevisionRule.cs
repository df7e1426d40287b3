using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Planning;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;

namespace FlowForge.Core.Execution;

/// <summary>
/// What a run in flight may go on with: the same document, but for nodes' parameters, retry, time-out and <c>onError</c> (semantics 7), and what only people read. A change of more is a
/// fork's. Nodes and edges are never added or removed in flight, not even where nothing concerned has settled.
/// </summary>
internal static class RevisionRule
{
    /// <summary>The code of a change that only a fork can make.</summary>

    /// <summary>Why the run cannot go on with it; null when it can.</summary>
    /// <param name="before">The document that it goes on with now.</param>
    /// <param name="after">The document that it is to go on with.</param>
    public static Failure? Refuse(Workflow before, Workflow after)
    {
        var changed = after.Nodes.ToDictionary(node => node.Id, StringComparer.Ordinal);
        var expected = before with { Nodes = [.. before.Nodes.Select(node => changed.TryGetValue(node.Id, out var now) ? Changed(node, now) : node)] };
        if (WorkflowJson.Hash(expected) == WorkflowJson.Hash(after))
        {
            return null;
        }

        var other = after.Nodes.FirstOrDefault(node => before.Nodes.All(was => was.Id != node.Id))
            ?? before.Nodes.FirstOrDefault(node => !changed.ContainsKey(node.Id));
        return Fork(other is null ? "changes more of a node, or of the workflow, than parameters, retry, time-out and onError" : $"adds or removes node '{other.Id}'");
    }

    /// <summary>The same of the plans that they give.</summary>
    /// <param name="run">The plan that the run was made for.</param>
    /// <param name="after">The plan it is to go on with.</param>
    /// <param name="hasAddress">Whether the run has addresses that answer its waits.</param>
    public static Failure? Refuse(PlannedWorkflow run, PlannedWorkflow after, bool hasAddress)
    {
        if (!Ports(run.Plan).SequenceEqual(Ports(after.Plan)) || !Shape(run.Plan.Outline).SequenceEqual(Shape(after.Plan.Outline)))
        {
            return Fork("changes the ports of a node");
        }

        if (run.Plan.Outline.Scopes.Length > 1 && !after.Asked.IsWithin(run.Asked))
        {
            return Fork("asks for items of nodes that nobody asked for before, and of ended iterations they are not kept");
        }

        return after.NextWaits.Any && !hasAddress ? Fork("adds a wait that has an address") : null;
    }

    /// <summary>Nodes that differ, by plan order.</summary>
    public static int[] Nodes(PlannedWorkflow before, PlannedWorkflow after) =>
        [.. before.Plan.Nodes.Where(node => !IsSame(before.Plan.Workflow, node.Node, after.Plan.Nodes[node.Index].Node)).Select(node => node.Index)];

    private static Node Changed(Node before, Node after) => before with
    {
        Parameters = after.Parameters,
        Retry = after.Retry,
        TimeoutSeconds = after.TimeoutSeconds,
        OnError = after.OnError,
        Notes = after.Notes,
        Position = after.Position,
    };

    private static bool IsSame(Workflow workflow, Node one, Node other) =>
        WorkflowJson.Hash(workflow with { Nodes = [one], Edges = [] }) == WorkflowJson.Hash(workflow with { Nodes = [Changed(one, other) with { Notes = one.Notes, Position = one.Position }], Edges = [] });

    private static IEnumerable<string> Ports(ExecutionPlan plan) =>
        plan.Nodes.Select(node => $"{node.Node.Id} {string.Join(' ', node.InputPorts)} > {string.Join(' ', node.OutputPorts)}");

    private static IEnumerable<object> Shape(PlanOutline outline) =>
        outline.Edges.Select(edge => (object)(edge.From, edge.FromPort, edge.To, edge.ToPort, edge.Role, edge.Home, edge.Local))
            .Concat(outline.Branches.Select(branch => (object)string.Join(',', branch)))
            .Concat(outline.Scopes.Select(scope => (object)(scope.Role, scope.Parent, scope.Owner, scope.RunsThrough)));

    private static Failure Fork(string why) => Failure.Of(PauseResult.NeedsFork, $"The change {why}; a run in flight cannot go on with it. Fork the run with the changed workflow instead.");
}
