using Azure.Data.Tables;
using FlowForge.AzureStorage.Access;
using FlowForge.AzureStorage.Keys;
using FlowForge.AzureStorage.Rows;
using FlowForge.Core;
using FlowForge.Core.Ports;

namespace FlowForge.AzureStorage.Settings;

/// <summary>The audit log in a storage account. Entries of one process stand in the order in which they were added, those of several as their clocks say.</summary>
public sealed class AzureAuditLog(AzureStorageAccount account) : IAuditLog
{
    private const string Partition = "audit";
    private readonly Sequence _entries = new();

    /// <inheritdoc/>
    public ValueTask AppendAsync(AuditEntry entry, CancellationToken cancellation) => AzureCalls.RunAsync(async () =>
    {
        cancellation.ThrowIfCancellationRequested();

        // A key that never was: when it is taken, then by this very row, whose answer was lost.
        await account.Settings.AddAsync(new(Partition, Descending.Of(_entries.Next()) + Tokens.New())
        {
            ["At"] = entry.At.UtcTicks, ["Actor"] = entry.Actor, ["Action"] = entry.Action, ["Subject"] = entry.Subject, ["Detail"] = entry.Detail,
        }).ConfigureAwait(false);
    }, cancellation);

    /// <inheritdoc/>
    public ValueTask<Page<AuditEntry>> ListAsync(int limit, string? after, string? subject, CancellationToken cancellation) => AzureCalls.RunAsync(async () =>
    {
        var most = Math.Clamp(limit, 1, Limits.ListMost);
        var filter = $"PartitionKey eq '{Partition}'"
            + (after is null ? "" : $" and RowKey gt '{Escaped.Of(after)}'")
            + (subject is null ? "" : $" and Subject eq '{subject.Replace("'", "''", StringComparison.Ordinal)}'");
        var rows = await account.Settings.QueryAsync(filter, most + 1, cancellation: cancellation).ConfigureAwait(false);
        return new Page<AuditEntry>([.. rows.Take(most).Select(Entry)], rows.Count > most ? rows[most - 1].RowKey : null);
    }, cancellation);

    private static AuditEntry Entry(TableEntity row) => new(row.Time("At"), row.Text("Actor"), row.Text("Action"), row.Text("Subject"), row.Text("Detail"));
}
