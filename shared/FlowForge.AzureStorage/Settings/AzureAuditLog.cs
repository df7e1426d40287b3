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
    private static readonly string[] Keys = ["PartitionKey", "RowKey"];
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
    public ValueTask<Page<AuditEntry>> ListAsync(AuditQuery query, CancellationToken cancellation) => AzureCalls.RunAsync(async () =>
    {
        var most = Math.Clamp(query.Limit, 1, Limits.ListMost);
        var filter = $"PartitionKey eq '{Partition}'"
            + (query.After is null ? "" : $" and RowKey gt '{Escaped.Of(query.After)}'")
            + Is("Subject", query.Subject) + Is("Actor", query.Actor) + Is("Action", query.Action)
            + (query.From is { } from ? FormattableString.Invariant($" and At ge {from.UtcTicks}L") : "")
            + (query.To is { } to ? FormattableString.Invariant($" and At lt {to.UtcTicks}L") : "");
        var rows = await account.Settings.QueryAsync(filter, most + 1, cancellation: cancellation).ConfigureAwait(false);
        return new Page<AuditEntry>([.. rows.Take(most).Select(Entry)], rows.Count > most ? rows[most - 1].RowKey : null);
    }, cancellation);

    /// <inheritdoc/>
    public ValueTask<int> TrimAsync(DateTimeOffset before, int most, CancellationToken cancellation) => AzureCalls.RunAsync(async () =>
    {
        var old = await account.Settings.QueryAsync(
            FormattableString.Invariant($"PartitionKey eq '{Partition}' and At lt {before.UtcTicks}L"), Limits.RetentionRows, Keys, cancellation).ConfigureAwait(false);

        // Keys run from the newest to the oldest; those behind the last that is kept are too many. Counted only when age has nothing to give.
        var gone = old.Count > 0 ? old : [.. (await account.Settings.QueryAsync(
            $"PartitionKey eq '{Partition}'", most + Limits.RetentionRows, Keys, cancellation).ConfigureAwait(false)).Skip(most)];
        foreach (var row in gone)
        {
            await account.Settings.DropAsync(Partition, row.RowKey).ConfigureAwait(false);
        }

        return gone.Count;
    }, cancellation);

    private static string Is(string column, string? value) =>
        value is null ? "" : $" and {column} eq '{value.Replace("'", "''", StringComparison.Ordinal)}'";

    private static AuditEntry Entry(TableEntity row) => new(row.Time("At"), row.Text("Actor"), row.Text("Action"), row.Text("Subject"), row.Text("Detail"));
}
