using FlowForge.Core.Model;
using FlowForge.Web.Running.History;

namespace FlowForge.Web.Runs;

/// <summary>How a node stood at two moments.</summary>
/// <param name="Node">The node.</param>
/// <param name="Here">Its state at the moment looked at, or null when nothing had happened to it.</param>
/// <param name="There">Its state at the other moment.</param>
/// <param name="ItemsHere">Items of its last result here.</param>
/// <param name="ItemsThere">Items of its last result there.</param>
/// <param name="TookHere">Milliseconds of its last result here, or null.</param>
/// <param name="TookThere">Milliseconds of its last result there, or null.</param>
internal sealed record NodeDifference(Node Node, NodeState? Here, NodeState? There, long ItemsHere, long ItemsThere, double? TookHere, double? TookThere)
{
    /// <summary>Whether it ended otherwise; how long it took does not count.</summary>
    public bool IsDifferent => Here != There || ItemsHere != ItemsThere;

    /// <summary>All nodes of a workflow at two moments, in document order.</summary>
    public static IReadOnlyList<NodeDifference> Of(Workflow workflow, RunMoment here, RunMoment there) =>
    [
        .. workflow.Nodes.Select(node =>
        {
            var (one, other) = (here.ResultOf(node.Id), there.ResultOf(node.Id));
            return new NodeDifference(node, here.Node(node.Id), there.Node(node.Id), Count(one), Count(other), one?.DurationMs, other?.DurationMs);
        }),
    ];

    private static long Count(Running.RunFrame? frame) => frame?.Output.Sum(port => (long)port.Count) ?? 0;
}
