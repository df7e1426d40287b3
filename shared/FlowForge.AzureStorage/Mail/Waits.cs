using FlowForge.AzureStorage.Access;
using FlowForge.AzureStorage.Keys;
using FlowForge.AzureStorage.Rows;
using FlowForge.AzureStorage.Runs;
using FlowForge.Core.Ports;

namespace FlowForge.AzureStorage.Mail;

/// <summary>What runs wait for.</summary>
internal sealed class Waits(AzureStorageAccount account)
{
    /// <summary>A wait, whatever its state, or null.</summary>
    public async Task<WaitRow?> FindAsync(WaitKey wait, CancellationToken cancellation) =>
        await account.Runs.FindAsync(RowKeys.Run(wait.RunId), RowKeys.Wait(wait.Node, wait.Iteration), cancellation).ConfigureAwait(false) is { } row
            ? MailRows.Wait(wait.RunId, row)
            : null;

    /// <summary>The open ones of a run.</summary>
    public async Task<List<WaitRow>> OpenAsync(string runId, CancellationToken cancellation)
    {
        var filter = $"{RowKeys.Under(RowKeys.Run(runId), "wait")} and State eq {(int)WaitState.Open}";
        return (await account.Runs.QueryAsync(filter, cancellation: cancellation).ConfigureAwait(false)).ConvertAll(row => MailRows.Wait(runId, row));
    }

    /// <summary>Claims a wait for its deadline; false when an answer came first, or there is no such wait.</summary>
    public async Task<bool> ExpireAsync(WaitKey wait) => (await Contention.SettleAsync<Claim>(async () =>
    {
        if (await account.Runs.FindAsync(RowKeys.Run(wait.RunId), RowKeys.Wait(wait.Node, wait.Iteration)).ConfigureAwait(false) is not { } row)
        {
            return new(false);
        }

        var there = MailRows.Wait(wait.RunId, row);
        if (there.State != WaitState.Open)
        {
            return new(there.State == WaitState.Expired);
        }

        var batch = new RowBatch(account.Runs);
        batch.Replace(MailRows.Wait(there with { State = WaitState.Expired }), row.ETag);
        return await batch.SubmitAsync().ConfigureAwait(false) ? new(true) : null;
    }).ConfigureAwait(false)).IsExpired;

    private sealed record Claim(bool IsExpired);
}
