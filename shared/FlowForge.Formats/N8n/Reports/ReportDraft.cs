using FlowForge.Core.Model;
using FlowForge.Formats.N8n.Types;

namespace FlowForge.Formats.N8n.Reports;

/// <summary>A report that is being gathered.</summary>
internal sealed class ReportDraft
{
    private readonly List<MappedNode> mapped = [];
    private readonly List<PlaceholderNode> placeholders = [];
    private readonly List<NeededCredential> credentials = [];
    private readonly List<Repair> repairs = [];
    private readonly List<Remark> remarks = [];
    private readonly List<Remark> changes = [];

    /// <summary>Something was put right.</summary>
    public void Repair(string place, string message) => repairs.Add(new(place, message));

    /// <summary>A sentence about a node or the workflow.</summary>
    public void Remark(string? nodeId, string message) => remarks.Add(new(nodeId, message));

    /// <summary>A node that behaves in another way with <c>join: all</c>.</summary>
    public void Change(string nodeId, string message) => changes.Add(new(nodeId, message));

    /// <summary>What a node became.</summary>
    public void Node(string id, Step step, Carried carried)
    {
        var node = step.Node;
        if (carried.IsPlaceholder)
        {
            placeholders.Add(new(id, node.Name, node.Type, node.Version, step.Remarks.Count > 0 ? step.Remarks[0] : null));
        }
        else
        {
            mapped.Add(new(id, node.Name, node.Type, node.Version, carried.Kind));
            remarks.AddRange(step.Remarks.Select(sentence => new Remark(id, sentence)));
        }

        // The host's models are asked with the host's own key.
        if (carried.Kind.StartsWith("ai.", StringComparison.Ordinal))
        {
            return;
        }

        credentials.AddRange(CredentialUse.Of(node).Select(use => new NeededCredential(id, use.Slot, use.Id, use.Name)));
    }

    /// <summary>The report.</summary>
    public N8nReport Done(Workflow workflow) => new()
    {
        Mapped = mapped,
        Placeholders = placeholders,
        Credentials = credentials,
        Expressions = [.. UnknownNames.In(workflow)],
        Repairs = repairs,
        Remarks = remarks,
        Changes = changes,
        Notes = workflow.Notes.Count,
    };
}
