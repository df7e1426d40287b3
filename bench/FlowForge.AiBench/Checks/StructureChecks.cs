using FlowForge.AiBench.Sets;
using FlowForge.Core.Model;
using FlowForge.Core.Serialization;

namespace FlowForge.AiBench.Checks;

/// <summary>How near a workflow is to how it should be built.</summary>
internal static class StructureChecks
{
    /// <summary>The share that holds, 0 to 1, and what does not.</summary>
    public static (double Score, IReadOnlyList<FailedCheck> Failed) Of(Structure wanted, Workflow workflow)
    {
        var kinds = workflow.Nodes.Select(static node => node.Kind).ToHashSet(StringComparer.Ordinal);
        List<FailedCheck?> checks =
        [
            .. wanted.Kinds.Select(kind => kind.Split('|').Any(kinds.Contains) ? null : new FailedCheck("structure: kinds", $"there is no {kind}")),
            .. wanted.Without.Select(kind => kinds.Contains(kind) ? new FailedCheck("structure: without", $"there is a {kind}") : null),
        ];
        if (wanted.NodesAtMost is { } most)
        {
            checks.Add(workflow.Nodes.Count <= most ? null : new("structure: nodes", $"there are {workflow.Nodes.Count} nodes, and {most} do"));
        }

        var failed = checks.OfType<FailedCheck>().ToList();
        return (checks.Count == 0 ? 1 : (double)(checks.Count - failed.Count) / checks.Count, failed);
    }

    /// <summary>Nodes that are not as they were, but for their places.</summary>
    public static IEnumerable<FailedCheck> Kept(IReadOnlyList<string> ids, Workflow before, Workflow after) =>
        Changed(before, after).Where(id => ids.Contains(id, StringComparer.Ordinal)).Select(static id => new FailedCheck("keeps", $"node '{id}' is not as it was"));

    /// <summary>Ids of nodes that are new, gone or other than before, but for their places.</summary>
    public static IEnumerable<string> Changed(Workflow before, Workflow after)
    {
        var (one, other) = (Texts(before), Texts(after));
        return one.Keys.Union(other.Keys, StringComparer.Ordinal).Where(id => one.GetValueOrDefault(id) != other.GetValueOrDefault(id));
    }

    private static Dictionary<string, string> Texts(Workflow workflow) => workflow.Nodes.ToDictionary(
        static node => node.Id, node => System.Text.Encoding.UTF8.GetString(WorkflowJson.Write(new Workflow { Id = "one", Name = "one", Nodes = [node with { Position = null }] })), StringComparer.Ordinal);
}
