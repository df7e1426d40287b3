using Azure.Data.Tables;
using FlowForge.AzureStorage.Access;
using FlowForge.AzureStorage.Keys;
using FlowForge.AzureStorage.Rows;
using FlowForge.AzureStorage.Runs;
using FlowForge.AzureStorage.State;
using FlowForge.AzureStorage.Workflows;
using FlowForge.Core.Execution;
using FlowForge.Core.Ports;

namespace FlowForge.AzureStorage.Retention;

/// <summary>Deletes runs and what belonged to them: first the note, then the run from lists, then the rest in pieces.</summary>
internal sealed class RunRemoval(AzureStorageAccount account, RunIndex index, RunReads reads, VariableSets variables, Notes notes, DocumentRemoval documents, Versions versions)
{
    private const int RowsAtOnce = 100;
    private static readonly TimeSpan YoungFor = TimeSpan.FromHours(1);

    /// <summary>Notes a fork as a member of its family before it is written. A family that is being deleted takes none: a <see cref="StoreFault"/>.</summary>
    public async Task JoinAsync(RunRecord fork)
    {
        await account.Runs.UpsertEntityAsync(
            new TableEntity(RowKeys.Run(fork.Family), RowKeys.Member(fork.Id)) { ["Run"] = fork.Id }, TableUpdateMode.Replace).ConfigureAwait(false);
        if (await notes.HasFamilyAsync(fork.Family).ConfigureAwait(false))
        {
            throw new StoreFault($"The family {fork.Family} is being deleted.");
        }
    }

    /// <summary>Members of a family that exist.</summary>
    public async Task<List<RunRecord>> MembersAsync(string family)
    {
        var forks = await ForksAsync(family).ConfigureAwait(false);
        var found = await Many.ReadAsync([family, .. forks.Select(row => row.Text("Run"))], RunReads.AtOnce, id => reads.FindAsync(id, default)).ConfigureAwait(false);
        return [.. found.OfType<RunRecord>().DistinctBy(run => run.Id)];
    }

    /// <summary>Takes a run out of every list; the note says that the rest is to go.</summary>
    public async Task BeginAsync(RunRecord run)
    {
        await notes.AddAsync(Note.Of(run)).ConfigureAwait(false);
        await index.DropAsync(run.Id, run.WorkflowId).ConfigureAwait(false);
        if (run.Caller is { } caller && RunRows.StartPartition(StartKeys.Call(caller)) is var key
            && await account.Starts.FindAsync(key, "").ConfigureAwait(false) is { } start && start.Text("Run") == run.Id)
        {
            await account.Starts.DropAsync(key, "").ConfigureAwait(false);
        }

        await account.Runs.DropAsync(RowKeys.Run(run.Id), RowKeys.RunRow).ConfigureAwait(false);
    }

    /// <summary>Takes back a run whose start another one holds; nobody has seen it.</summary>
    public async Task TakeBackAsync(RunRecord run)
    {
        await BeginAsync(run).ConfigureAwait(false);
        await GoOnAsync(Note.Of(run), new()).ConfigureAwait(false);
    }

    /// <summary>Deletes a piece of what a note says; false when something is left that a later step may delete.</summary>
    public async Task<bool> GoOnAsync(Note note, RemovalBudget budget)
    {
        var isDone = note.Kind switch
        {
            NoteKind.Run => await RunAsync(note, budget).ConfigureAwait(false),
            NoteKind.Family => await FamilyAsync(note, budget).ConfigureAwait(false),
            NoteKind.Workflow => await WorkflowAsync(note, budget).ConfigureAwait(false),
            _ => await documents.DeleteAsync(note, budget).ConfigureAwait(false),
        };
        if (isDone)
        {
            await notes.DropAsync(note).ConfigureAwait(false);
        }

        return isDone;
    }

    /// <summary>Deletes what a family without members shares; what is left of many goes with the next sweep.</summary>
    public async Task DropFamilyAsync(string family)
    {
        if (!await HasMemberAsync(family).ConfigureAwait(false))
        {
            var note = new Note(NoteKind.Family, family, "");
            await notes.AddAsync(note).ConfigureAwait(false);
            await GoOnAsync(note, new()).ConfigureAwait(false);
        }
    }

    private async Task<bool> RunAsync(Note note, RemovalBudget budget)
    {
        if (await account.Runs.FindAsync(RowKeys.Run(note.Id), RowKeys.RunRow).ConfigureAwait(false) is not null)
        {
            // Whoever wrote the note died before the run was out of every list.
            await index.DropAsync(note.Id, note.Workflow).ConfigureAwait(false);
        }

        var rows = $"PartitionKey eq '{RowKeys.Run(note.Id)}' and (RowKey lt 'member!' or RowKey ge 'member\"')";
        var stamps = $"PartitionKey eq '{StateRows.Partition(note.Workflow)}' and RowKey ge '{StateRows.StampsOf(note.Id)}!' and RowKey lt '{StateRows.StampsOf(note.Id)}\"'";
        if (!await RowsAsync(account.Runs, rows, budget).ConfigureAwait(false)
            || !await RowsAsync(account.Settings, stamps, budget).ConfigureAwait(false)
            || !await BlobsAsync(RunRows.Place(note.Id), budget).ConfigureAwait(false))
        {
            return false;
        }

        if (note.Variables is { } hash)
        {
            await variables.LeaveAsync(hash, note.Id).ConfigureAwait(false);
        }

        if (note.Family != note.Id)
        {
            await account.Runs.DropAsync(RowKeys.Run(note.Family), RowKeys.Member(note.Id)).ConfigureAwait(false);
        }

        await notes.AddAsync(new(NoteKind.Document, note.Hash, note.Workflow)).ConfigureAwait(false);
        await DropFamilyAsync(note.Family).ConfigureAwait(false);
        return true;
    }

    /// <summary>A family's payloads go; false when a member is there or may be on its way.</summary>
    private async Task<bool> FamilyAsync(Note note, RemovalBudget budget)
    {
        // Asked again behind the note: a fork that came between has seen it, or is seen here.
        var forks = await ForksAsync(note.Id).ConfigureAwait(false);
        return !forks.Exists(row => row.Timestamp > TimeProvider.System.GetUtcNow() - YoungFor)
            && !await HasMemberAsync(note.Id).ConfigureAwait(false)
            && await BlobsAsync(RunRows.FamilyPlace(note.Id), budget).ConfigureAwait(false)
            && (forks.Count == 0 || await RowsAsync(account.Runs, RowKeys.Under(RowKeys.Run(note.Id), "member"), budget).ConfigureAwait(false));
    }

    private Task<List<TableEntity>> ForksAsync(string family) => account.Runs.QueryAsync(RowKeys.Under(RowKeys.Run(family), "member"));

    private async Task<bool> HasMemberAsync(string family) => (await MembersAsync(family).ConfigureAwait(false)).Count > 0;

    private async Task<bool> WorkflowAsync(Note note, RemovalBudget budget)
    {
        // The workflow is there when the one who wanted to delete it was overtaken, or has not come to it.
        if (await versions.IsAliveAsync(note.Workflow, note.Id).ConfigureAwait(false))
        {
            return true;
        }

        foreach (var hash in await versions.HashesAsync(note.Workflow, note.Id).ConfigureAwait(false))
        {
            await notes.AddAsync(new(NoteKind.Document, hash, note.Workflow)).ConfigureAwait(false);
        }

        return await RowsAsync(account.Workflows, WorkflowRows.VersionsOf(note.Workflow, note.Id), budget).ConfigureAwait(false);
    }

    private static async Task<bool> RowsAsync(TableClient table, string filter, RemovalBudget budget)
    {
        while (!budget.IsSpent)
        {
            var rows = await table.QueryAsync(filter, RowsAtOnce, RowContents.Heads).ConfigureAwait(false);

            // One by one when somebody else deletes the same: what is gone refuses a batch.
            var batch = new RowBatch(table);
            rows.ForEach(row => batch.Delete(row, Azure.ETag.All));
            if (!await batch.SubmitAsync().ConfigureAwait(false))
            {
                await Many.DoAsync(rows, 16, row => table.DropAsync(row.PartitionKey, row.RowKey)).ConfigureAwait(false);
            }

            budget.Spend(rows.Count, rows.Sum(row => RowContents.BlobOf(row) is null ? (long)RowContents.LengthOf(row) : 0));
            if (rows.Count < RowsAtOnce)
            {
                return true;
            }
        }

        return false;
    }

    private async Task<bool> BlobsAsync(string place, RemovalBudget budget)
    {
        var names = new List<string>();
        await foreach (var blob in account.Contents.ListAsync(place, default).ConfigureAwait(false))
        {
            if (budget.IsSpent)
            {
                await account.Contents.DeleteAsync(names).ConfigureAwait(false);
                return false;
            }

            names.Add(blob.Name);
            budget.Spend(1, blob.Properties.ContentLength ?? 0);
        }

        await account.Contents.DeleteAsync(names).ConfigureAwait(false);
        return true;
    }
}
