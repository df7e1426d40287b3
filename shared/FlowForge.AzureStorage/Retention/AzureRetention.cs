using Azure.Data.Tables;
using FlowForge.AzureStorage.Access;
using FlowForge.AzureStorage.Rows;
using FlowForge.AzureStorage.Runs;
using FlowForge.Core;
using FlowForge.Core.Execution;
using FlowForge.Core.Ports;
using FlowForge.Core.Retention;

namespace FlowForge.AzureStorage.Retention;

/// <summary>
/// Retention in a storage account. A sweep goes through the ended runs, then through the notes of what is to be deleted, the sets of variables
/// and the starts; a step deletes a bounded piece. Several processes may sweep at a time.
/// </summary>
public sealed class AzureRetention : IRetentionStore
{
    private const int Candidates = 64;
    private const int StartsAtOnce = 200;
    private readonly AzureStorageAccount _account;
    private readonly RunRows _rows;
    private readonly VariableSets _variables;
    private readonly Notes _notes;
    private readonly RunRemoval _removal;

    /// <summary>Retention over an account.</summary>
    public AzureRetention(AzureStorageAccount account)
        : this(account, new DocumentRemoval(account))
    {
    }

    internal AzureRetention(AzureStorageAccount account, DocumentRemoval documents)
    {
        _account = account;
        _rows = new(account.Contents);
        var reads = new RunReads(account, _rows);
        _variables = new(account, reads);
        _notes = new(account);
        _removal = new(account, new RunIndex(account, _rows), reads, _variables, _notes, documents, new(account));
    }

    /// <inheritdoc/>
    public ValueTask<RetentionStep> StepAsync(RetentionRule rule, string? after, CancellationToken cancellation) => AzureCalls.RunAsync(() =>
    {
        cancellation.ThrowIfCancellationRequested();
        var (part, key) = (after ?? "ended ").Split(' ', 2) is [var first, var rest] ? (first, rest) : ("ended", "");
        return part switch
        {
            "notes" => NotesAsync(key, cancellation),
            "sets" => SetsAsync(key, cancellation),
            "starts" => StartsAsync(rule, key, cancellation),
            _ => EndedAsync(rule, key, cancellation),
        };
    }, cancellation);

    /// <summary>Takes out those families that have expired to the last member.</summary>
    private async Task<RetentionStep> EndedAsync(RetentionRule rule, string key, CancellationToken cancellation)
    {
        var byHost = rule.Keep is null ? "" : $" or Ended le {rule.EndedBefore.UtcTicks}L";
        var filter = $"PartitionKey eq '{RunIndex.Ended}' and RowKey gt '{key}' and (Expires le {rule.Now.UtcTicks}L{byHost})";
        var rows = await _account.Index.QueryAsync(filter, Candidates, cancellation: cancellation).ConfigureAwait(false);
        var families = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            families.Add((await _rows.RunAsync(row, cancellation).ConfigureAwait(false)).Family);
        }

        var runs = 0;
        foreach (var family in families)
        {
            var members = await _removal.MembersAsync(family).ConfigureAwait(false);
            if (members.TrueForAll(rule.HasExpired))
            {
                foreach (var member in members)
                {
                    await _removal.BeginAsync(member).ConfigureAwait(false);
                }

                runs += members.Count;
            }
        }

        return new() { Runs = runs, Next = rows.Count < Candidates ? "notes " : $"ended {rows[^1].RowKey}" };
    }

    private async Task<RetentionStep> NotesAsync(string key, CancellationToken cancellation)
    {
        var budget = new RemovalBudget();
        var notes = await _notes.ListAsync(key, Candidates, cancellation).ConfigureAwait(false);
        foreach (var note in notes)
        {
            if (!await _removal.GoOnAsync(note, budget).ConfigureAwait(false) && budget.IsSpent)
            {
                return new() { Rows = budget.Rows, Bytes = budget.Bytes, Next = $"notes {key}" };
            }

            // What cannot go yet is left to the next sweep.
            key = note.Key;
        }

        return new() { Rows = budget.Rows, Bytes = budget.Bytes, Next = notes.Count == 0 ? "sets " : $"notes {key}" };
    }

    private async Task<RetentionStep> SetsAsync(string key, CancellationToken cancellation)
    {
        var sets = await _variables.ListAsync(key, Candidates, cancellation).ConfigureAwait(false);
        var rows = 0;
        foreach (var set in sets)
        {
            rows += await _variables.DropAsync(set).ConfigureAwait(false) ? 1 : 0;
        }

        return new() { Rows = rows, Next = sets.Count < Candidates ? "starts " : $"sets {sets[^1].PartitionKey}" };
    }

    private async Task<RetentionStep> StartsAsync(RetentionRule rule, string key, CancellationToken cancellation)
    {
        var filter = $"PartitionKey gt '{key}' and At lt {rule.Now.AddDays(-Limits.StartKeyDays).UtcTicks}L";
        var starts = await _account.Starts.QueryAsync(filter, StartsAtOnce, RowContents.Heads, cancellation).ConfigureAwait(false);

        // The key of a called run goes with that run.
        var calls = RunRows.StartPartition(StartKeys.CallPrefix);
        await Many.DoAsync(starts.FindAll(row => !row.PartitionKey.StartsWith(calls, StringComparison.Ordinal)), 16, row => _account.Starts.DropAsync(row.PartitionKey, row.RowKey)).ConfigureAwait(false);
        return new() { Rows = starts.Count, Next = starts.Count < StartsAtOnce ? null : $"starts {starts[^1].PartitionKey}" };
    }
}
