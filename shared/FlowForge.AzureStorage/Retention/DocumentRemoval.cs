using FlowForge.AzureStorage.Access;
using FlowForge.AzureStorage.Keys;
using FlowForge.AzureStorage.Rows;
using FlowForge.AzureStorage.Runs;
using FlowForge.AzureStorage.Workflows;

namespace FlowForge.AzureStorage.Retention;

/// <summary>Deletes documents that no version and no run has any more.</summary>
internal sealed class DocumentRemoval(AzureStorageAccount account)
{
    /// <summary>How long a document stays after it was pinned last: whoever pins one may not have written its run yet.</summary>
    internal TimeSpan Grace { get; init; } = TimeSpan.FromDays(2);

    /// <summary>Deletes a document unless something has it; false when it is too young to tell.</summary>
    public async Task<bool> DeleteAsync(Note note, RemovalBudget budget)
    {
        var name = Documents.Name(note.Id);
        if (await IsUsedAsync(note).ConfigureAwait(false))
        {
            return true;
        }

        var blob = account.Container.GetBlobClient(name);
        if (!await blob.ExistsAsync().ConfigureAwait(false))
        {
            return true;
        }

        var kept = (await blob.GetPropertiesAsync().ConfigureAwait(false)).Value;
        if (kept.LastModified > TimeProvider.System.GetUtcNow() - Grace)
        {
            return false;
        }

        await account.Contents.DeleteAsync([name]).ConfigureAwait(false);
        budget.Spend(1, kept.ContentLength);
        return true;
    }

    private async Task<bool> IsUsedAsync(Note note)
    {
        var isHash = $"Hash eq '{note.Id.Replace("'", "''", StringComparison.Ordinal)}'";
        return await HasAsync(account.Workflows, $"{WorkflowRows.AllVersions} and {isHash}").ConfigureAwait(false)
            || await HasAsync(account.Index, $"PartitionKey eq '{RunIndex.Open}' and {isHash}").ConfigureAwait(false)
            || await HasAsync(account.Index, $"PartitionKey eq '{RunIndex.EndedOf(note.Workflow)}' and {isHash}").ConfigureAwait(false);
    }

    private static async Task<bool> HasAsync(Azure.Data.Tables.TableClient table, string filter) =>
        (await table.QueryAsync(filter, 1, ["RowKey"]).ConfigureAwait(false)).Count > 0;
}
