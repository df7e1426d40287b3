using Azure.Data.Tables;
using FlowForge.AzureStorage.Access;
using FlowForge.AzureStorage.Rows;

namespace FlowForge.AzureStorage.Workflows;

/// <summary>Versions of workflows, as retention sees them.</summary>
internal sealed class Versions(AzureStorageAccount account)
{
    /// <summary>Whether a workflow with this id and life is there.</summary>
    public async Task<bool> IsAliveAsync(string id, string life) =>
        (await account.Workflows.FindAsync(WorkflowRows.Partition, WorkflowRows.Head(id)).ConfigureAwait(false))?.GetString("Life") == life;

    /// <summary>Hashes of its versions.</summary>
    public async Task<IEnumerable<string>> HashesAsync(string id, string life) =>
        (await account.Workflows.QueryAsync(WorkflowRows.VersionsOf(id, life), columns: ["Hash"]).ConfigureAwait(false)).Select(row => row.Text("Hash")).Distinct();
}
