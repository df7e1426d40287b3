using Azure.Data.Tables;
using FlowForge.AzureStorage.Access;
using FlowForge.AzureStorage.Keys;
using FlowForge.AzureStorage.Rows;
using FlowForge.Core.Ports;

namespace FlowForge.AzureStorage.Runs;

/// <summary>What is read of a run in one query.</summary>
/// <param name="Row">Its row.</param>
/// <param name="Run">The run.</param>
/// <param name="Mailbox">Its mailbox, or null when it never had mail.</param>
/// <param name="Left">Work that a commit left to do, oldest first.</param>
internal sealed record RunHead(TableEntity Row, RunRecord Run, TableEntity? Mailbox, IReadOnlyList<TableEntity> Left);

/// <summary>Reads runs. One whose start another run holds, or nobody yet, does not exist (see <see cref="RunCommit"/>).</summary>
internal sealed class RunReads(AzureStorageAccount account, RunRows rows)
{
    /// <summary>Runs that are read at a time.</summary>
    public const int AtOnce = 32;

    /// <summary>The run, or null.</summary>
    public async Task<RunRecord?> FindAsync(string runId, CancellationToken cancellation)
    {
        var row = await account.Runs.FindAsync(RowKeys.Run(runId), RowKeys.RunRow, cancellation).ConfigureAwait(false);
        return row is not null && await IsStartedAsync(row, cancellation).ConfigureAwait(false)
            ? await rows.RunAsync(row, cancellation).ConfigureAwait(false)
            : null;
    }

    /// <summary>The run with its mailbox and what is left to do, or null.</summary>
    public async Task<RunHead?> HeadAsync(string runId, CancellationToken cancellation)
    {
        var found = await account.Runs.QueryAsync(RowKeys.Head(runId), cancellation: cancellation).ConfigureAwait(false);
        var row = found.Find(row => row.RowKey == RowKeys.RunRow);
        return row is not null && await IsStartedAsync(row, cancellation).ConfigureAwait(false)
            ? new(
                row, await rows.RunAsync(row, cancellation).ConfigureAwait(false),
                found.Find(row => row.RowKey == RowKeys.Mailbox),
                found.FindAll(row => row.RowKey.StartsWith(RowKeys.Left(""), StringComparison.Ordinal)))
            : null;
    }

    private async Task<bool> IsStartedAsync(TableEntity row, CancellationToken cancellation) =>
        row.GetString(RunRows.Start) is not { } key
        || (await account.Starts.FindAsync(RunRows.StartPartition(key), "", cancellation).ConfigureAwait(false))?.Text("Run") == row.Text("Run");
}
