using FlowForge.Web.Client;
using FlowForge.Web.Storage;

namespace FlowForge.Web.Workflows;

/// <summary>A workflow in the list: what this browser and the server know of it, brought together by id.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Here">As this browser has it, or null.</param>
/// <param name="There">As the server has it, or null.</param>
public sealed record WorkflowEntry(string Id, StoredWorkflow? Here, WorkflowRow? There)
{
    public string Name => Here is { IsUnsaved: true } ? Here.Workflow.Name : There?.Name ?? Here!.Workflow.Name;

    public DateTimeOffset ChangedAt => Here is { IsUnsaved: true } || There is null ? Here!.ChangedAt : There.SavedAt;

    public bool IsUnsaved => Here is { IsUnsaved: true };

    public bool IsActive => There is { IsActive: true };

    public IReadOnlyList<string> Tags => Here?.Workflow.Tags ?? [];

    /// <summary>All that either side has, the last changed first.</summary>
    public static IReadOnlyList<WorkflowEntry> Join(IReadOnlyList<StoredWorkflow> here, IReadOnlyList<WorkflowRow> there)
    {
        var local = here.ToDictionary(one => one.Workflow.Id, StringComparer.Ordinal);
        var remote = there.ToDictionary(row => row.Id, StringComparer.Ordinal);
        return [.. local.Keys.Union(remote.Keys)
            .Select(id => new WorkflowEntry(id, local.GetValueOrDefault(id), remote.GetValueOrDefault(id)))

            // Saved to a server once and gone from it since: somebody deleted it.
            .Where(entry => entry.There is not null || entry.Here is { IsUnsaved: true } or { ETag: null } || there.Count == 0)
            .OrderByDescending(entry => entry.ChangedAt)];
    }
}
