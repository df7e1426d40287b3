using FlowForge.Core.Model;
using FlowForge.Core.Serialization;

namespace FlowForge.Core.Proposals;

/// <summary>What leads from one document to another, as operations: how a change that was made is shown.</summary>
public static class WorkflowChange
{
    /// <summary>
    /// Edges that go, nodes that go, nodes that are new or others, and edges that come, in this order. Properties of the workflow itself are not told.
    /// </summary>
    public static IReadOnlyList<WorkflowOperation> Between(Workflow before, Workflow after)
    {
        var (was, now) = (before.Nodes.ToDictionary(node => node.Id, StringComparer.Ordinal), after.Nodes.ToDictionary(node => node.Id, StringComparer.Ordinal));
        var operations = new List<WorkflowOperation>();
        operations.AddRange(before.Edges.Where(edge => !after.Edges.Contains(edge) && now.ContainsKey(edge.From) && now.ContainsKey(edge.To)).Select(edge => new WorkflowOperation.Disconnect(edge)));
        operations.AddRange(before.Nodes.Where(node => !now.ContainsKey(node.Id)).Select(node => new WorkflowOperation.RemoveNode(node.Id)));
        operations.AddRange(after.Nodes.Where(node => !was.ContainsKey(node.Id)).Select(node => new WorkflowOperation.AddNode(node)));
        operations.AddRange(after.Nodes.Where(node => was.TryGetValue(node.Id, out var other) && Hash(node) != Hash(other)).Select(node => new WorkflowOperation.ReplaceNode(node)));
        operations.AddRange(after.Edges.Where(edge => !before.Edges.Contains(edge)).Select(edge => new WorkflowOperation.Connect(edge)));
        return operations;
    }

    private static string Hash(Node node) => WorkflowJson.Hash(new Workflow { Id = "node", Name = "node", Nodes = [node], Edges = [] });
}
