using FlowForge.Core.Model;
using FlowForge.Core.Serialization;
using FlowForge.Core.Validation;

namespace FlowForge.Core.Proposals;

/// <content>Operations on edges.</content>
internal sealed partial class OperationStep
{
    private IReadOnlyList<WorkflowOperation> Connect(WorkflowOperation.Connect operation, string path)
    {
        var edge = operation.Edge;
        if (draft.Edges.Count >= Limits.Edges)
        {
            return Refuse(ProblemCodes.TooManyEdges, path, $"A workflow has at most {Limits.Edges} edges.");
        }

        if (!IsPlace(operation.Index, draft.Edges.Count, path) || !Exists(edge.From, $"{path}.edge.from") || !Exists(edge.To, $"{path}.edge.to"))
        {
            return Nothing;
        }

        if (draft.Edges.Exists(one => IsSame(one, edge)))
        {
            return Refuse(
                ProblemCodes.DuplicateEdge, $"{path}.edge", $"{Name(edge)} is there already.", edge.From, edge.To);
        }

        draft.Edges.Insert(operation.Index ?? draft.Edges.Count, edge);
        return [new WorkflowOperation.Disconnect(edge)];
    }

    private IReadOnlyList<WorkflowOperation> Disconnect(WorkflowOperation.Disconnect operation, string path)
    {
        var edge = operation.Edge;
        var at = draft.Edges.FindIndex(one => IsSame(one, edge));
        if (at < 0)
        {
            at = draft.Edges.FindIndex(one => IsMeant(one, edge));
            if (at >= 0 && draft.Edges.FindIndex(at + 1, one => IsMeant(one, edge)) >= 0)
            {
                return Refuse(
                    OperationCodes.AmbiguousEdge, $"{path}.edge", $"{Name(edge)} is one of several; its ports would tell which.", edge.From, edge.To);
            }
        }

        if (at < 0)
        {
            return Refuse(OperationCodes.MissingEdge, $"{path}.edge", $"{Name(edge)} does not exist.", edge.From, edge.To);
        }

        var undo = new WorkflowOperation.Connect(draft.Edges[at], at);
        draft.Edges.RemoveAt(at);
        return [undo];
    }

    private bool Exists(string id, string path)
    {
        if (draft.IndexOf(id) >= 0)
        {
            return true;
        }

        Refuse(ProblemCodes.MissingNode, path, $"There is no node {Shown.Quoted(id)}.", id);
        return false;
    }

    private static bool IsSame(Edge one, Edge other) => one with { RepeatMax = null } == other with { RepeatMax = null };

    private static bool IsMeant(Edge one, Edge asked) =>
        one.From == asked.From && one.To == asked.To && one.Kind == asked.Kind
        && (asked.FromPort is null || asked.FromPort == one.FromPort)
        && (asked.ToPort is null || asked.ToPort == one.ToPort);

    private static string Name(Edge edge) => $"The edge from {Shown.Quoted(edge.From)} to {Shown.Quoted(edge.To)}";
}
