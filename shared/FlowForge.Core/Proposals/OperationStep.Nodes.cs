using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Core.Serialization;
using FlowForge.Core.Validation;

namespace FlowForge.Core.Proposals;

/// <content>Operations on nodes.</content>
internal sealed partial class OperationStep
{
    /// <summary>How deep a node stands in a document: document, graph, nodes.</summary>
    private const int NodeDepth = 3;

    private IReadOnlyList<WorkflowOperation> Add(WorkflowOperation.AddNode operation, string path)
    {
        if (draft.Nodes.Count >= Limits.Nodes)
        {
            return Refuse(ProblemCodes.TooManyNodes, path, $"A workflow has at most {Limits.Nodes} nodes.");
        }

        if (!IsPlace(operation.Index, draft.Nodes.Count, path) || !IsSound(operation.Node, -1, $"{path}.node"))
        {
            return Nothing;
        }

        draft.Nodes.Insert(operation.Index ?? draft.Nodes.Count, operation.Node);
        return [new WorkflowOperation.RemoveNode(operation.Node.Id)];
    }

    private IReadOnlyList<WorkflowOperation> Remove(WorkflowOperation.RemoveNode operation, string path)
    {
        if (Find(operation.NodeId, $"{path}.nodeId") is var at && at < 0)
        {
            return Nothing;
        }

        List<WorkflowOperation> undo = [new WorkflowOperation.AddNode(draft.Nodes[at], at)];
        for (var i = 0; i < draft.Edges.Count; i++)
        {
            if (draft.Edges[i].From == operation.NodeId || draft.Edges[i].To == operation.NodeId)
            {
                undo.Add(new WorkflowOperation.Connect(draft.Edges[i], i));
            }
        }

        draft.Nodes.RemoveAt(at);
        draft.Edges.RemoveAll(edge => edge.From == operation.NodeId || edge.To == operation.NodeId);
        return undo;
    }

    private IReadOnlyList<WorkflowOperation> Replace(WorkflowOperation.ReplaceNode operation, string path)
    {
        var at = Find(operation.Node.Id, $"{path}.node.id");
        return at < 0 || !IsSound(operation.Node, at, $"{path}.node") ? Nothing : Put(at, operation.Node);
    }

    private IReadOnlyList<WorkflowOperation> Set(WorkflowOperation.SetParameters operation, string path)
    {
        if (Find(operation.NodeId, $"{path}.nodeId") is var at && at < 0)
        {
            return Nothing;
        }

        var node = draft.Nodes[at];
        var changed = node with { Parameters = JsonMerge.Into(node.Parameters, operation.Parameters) };
        return IsSound(changed, at, $"{path}.parameters") ? Put(at, changed) : Nothing;
    }

    private IReadOnlyList<WorkflowOperation> Rename(WorkflowOperation.RenameNode operation, string path)
    {
        if (Find(operation.NodeId, $"{path}.nodeId") is var at && at < 0)
        {
            return Nothing;
        }

        if (operation is { NewId: null, NewName: null })
        {
            return Refuse(OperationCodes.NothingToDo, path, "A rename says a 'newId', a 'newName', or both.", operation.NodeId);
        }

        var before = draft.Nodes.ToArray();
        var renamed = before[at] with { Id = operation.NewId ?? before[at].Id, Name = operation.NewName ?? before[at].Name };
        if (!IsSound(renamed, at, operation.NewId is null ? $"{path}.newName" : $"{path}.newId"))
        {
            return Nothing;
        }

        Rename(at, renamed);
        return UndoRename(before, at);
    }

    /// <summary>The id goes back by a rename, so that edges follow; nodes that either way changes are put back as they were.</summary>
    private List<WorkflowOperation> UndoRename(Node[] before, int at)
    {
        var after = draft.Nodes.ToArray();
        List<WorkflowOperation> undo = [];
        if (after[at].Id != before[at].Id)
        {
            undo.Add(new WorkflowOperation.RenameNode(after[at].Id, before[at].Id));
            references.Rename(after, after[at].DisplayName, after[at].Name ?? before[at].Id);
            after[at] = after[at] with { Id = before[at].Id };
        }

        undo.AddRange(before.Where((node, index) => !ReferenceEquals(node, after[index]) && node != after[index])
            .Select(node => new WorkflowOperation.ReplaceNode(node)));
        return undo;
    }

    private void Rename(int at, Node renamed)
    {
        var old = draft.Nodes[at];
        draft.Nodes[at] = renamed;
        var nodes = draft.Nodes.ToArray();
        references.Rename(nodes, old.DisplayName, renamed.DisplayName);
        for (var i = 0; i < nodes.Length; i++)
        {
            draft.Nodes[i] = nodes[i];
        }

        if (old.Id != renamed.Id)
        {
            for (var i = 0; i < draft.Edges.Count; i++)
            {
                var edge = draft.Edges[i];
                if (edge.From == old.Id || edge.To == old.Id)
                {
                    draft.Edges[i] = edge with
                    {
                        From = edge.From == old.Id ? renamed.Id : edge.From,
                        To = edge.To == old.Id ? renamed.Id : edge.To,
                    };
                }
            }
        }
    }

    private IReadOnlyList<WorkflowOperation> Put(int at, Node node)
    {
        var old = draft.Nodes[at];
        draft.Nodes[at] = node;
        return [new WorkflowOperation.ReplaceNode(old)];
    }

    /// <summary>Whether a node can stand at <paramref name="at"/> (-1: as a new one) and be written and read again.</summary>
    private bool IsSound(Node node, int at, string path)
    {
        var (code, message) = !Identifiers.IsValid(node.Id) ? (ProblemCodes.NodeId, $"{Shown.Quoted(node.Id)} is no id: {Identifiers.Rule}.")
            : node.Name is { } name && (string.IsNullOrWhiteSpace(name) || name.Length > Limits.NameLength)
                ? (ProblemCodes.Name, $"A name has 1 to {Limits.NameLength} characters.")
            : draft.IndexOf(node.Id) is var taken and >= 0 && taken != at ? (ProblemCodes.DuplicateId, $"There is a node {Shown.Quoted(node.Id)} already.")
            : draft.IsNamed(node.DisplayName, at) ? (ProblemCodes.DuplicateName, $"There is a node named {Shown.Quoted(node.DisplayName)} already.")
            : StrictJson.Read(NodeWriter.ToJson(node), maxDepth: Limits.Depth - NodeDepth).Problem is { } problem ? (problem.Code, problem.Message)
            : (null, "");
        if (code is not null)
        {
            Refuse(code, path, message, node.Id);
        }

        return code is null;
    }
}
