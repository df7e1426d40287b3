using System.Globalization;
using Azure.Data.Tables;
using FlowForge.AzureStorage.Access;
using FlowForge.AzureStorage.Rows;
using FlowForge.Core.Ports;

namespace FlowForge.AzureStorage.Settings;

/// <summary>What calls of language models took, in a storage account: one row a day, which all processes of a host add to.</summary>
public sealed class AzureUsageLedger(AzureStorageAccount account) : IUsageLedger
{
    private const string Partition = "usage";
    private readonly Turns _turns = new();

    /// <inheritdoc/>
    public ValueTask<DayUsage> ReadAsync(DateOnly day, CancellationToken cancellation) => AzureCalls.RunAsync(async () =>
        UsageOf(await account.Settings.FindAsync(Partition, Key(day), cancellation).ConfigureAwait(false), day), cancellation);

    /// <inheritdoc/>
    public ValueTask<DayUsage?> TakeAsync(DayUsage more, DayUsage most, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(more);
        cancellation.ThrowIfCancellationRequested();
        return ChangeAsync(more.Day, mayAdd: true, usage => usage.Plus(more, most));
    }

    /// <inheritdoc/>
    public async ValueTask SettleAsync(DateOnly day, long tokens, CancellationToken cancellation) =>
        await ChangeAsync(day, mayAdd: false, usage => usage.Settled(tokens)).ConfigureAwait(false);

    private ValueTask<DayUsage?> ChangeAsync(DateOnly day, bool mayAdd, Func<DayUsage, DayUsage?> change) => AzureCalls.RunAsync(async () =>
    {
        var by = Tokens.New();
        var settled = await _turns.TakeAsync("", () => Contention.SettleAsync<Settled>(() => TryAsync(day, mayAdd, change, by))).ConfigureAwait(false);
        if (settled.IsFirst)
        {
            await ForgetAsync(day).ConfigureAwait(false);
        }

        return settled.Usage;
    });

    private async Task<Settled?> TryAsync(DateOnly day, bool mayAdd, Func<DayUsage, DayUsage?> change, string by)
    {
        var row = await account.Settings.FindAsync(Partition, Key(day)).ConfigureAwait(false);
        if (row?.Text("By") == by)
        {
            // There with our mark: that attempt's answer was lost.
            return new(UsageOf(row, day), IsFirst: false);
        }

        if ((row is null && !mayAdd) || change(UsageOf(row, day)) is not { } changed)
        {
            return new(null, IsFirst: false);
        }

        var batch = new RowBatch(account.Settings);
        var written = new TableEntity(Partition, Key(day)) { ["Calls"] = changed.Calls, ["Tokens"] = changed.Tokens, ["By"] = by };
        if (row is null)
        {
            batch.Add(written);
        }
        else
        {
            batch.Replace(written, row.ETag);
        }

        return await batch.SubmitAsync().ConfigureAwait(false) ? new(changed, IsFirst: row is null) : null;
    }

    /// <summary>The first call of a day lets go of the days before.</summary>
    private async Task ForgetAsync(DateOnly day)
    {
        foreach (var old in await account.Settings.QueryAsync($"PartitionKey eq '{Partition}' and RowKey lt '{Key(day)}'").ConfigureAwait(false))
        {
            await account.Settings.DropAsync(Partition, old.RowKey).ConfigureAwait(false);
        }
    }

    private static DayUsage UsageOf(TableEntity? row, DateOnly day) => row is null ? new(day, 0, 0) : new(day, row.Number("Calls"), row.GetInt64("Tokens") ?? 0);

    private static string Key(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed record Settled(DayUsage? Usage, bool IsFirst);
}
