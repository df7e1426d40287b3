using Azure.Data.Tables;
using FlowForge.AzureStorage.Access;
using FlowForge.AzureStorage.Keys;
using FlowForge.AzureStorage.Rows;
using FlowForge.Core.Ports;

namespace FlowForge.AzureStorage.Retention;

/// <summary>What is to be deleted, in the order in which a sweep does: the one leads to notes of those behind it.</summary>
internal enum NoteKind
{
    /// <summary>Versions of a deleted workflow.</summary>
    Workflow,

    /// <summary>All that belongs to one run.</summary>
    Run,

    /// <summary>What a family's members share.</summary>
    Family,

    /// <summary>A document, when nothing has it any more.</summary>
    Document,
}

/// <summary>A note that something is to be deleted. It is written before the first row goes and deleted after the last, so that nothing is forgotten.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Id of the run, of the family, hash of the document, life of the workflow.</param>
/// <param name="Workflow">The workflow it belonged to.</param>
internal sealed record Note(NoteKind Kind, string Id, string Workflow)
{
    /// <summary>Of a run: the first of its family.</summary>
    public string Family { get; init; } = "";

    /// <summary>Of a run: hash of its document.</summary>
    public string Hash { get; init; } = "";

    /// <summary>Of a run: hash of its variables, or null.</summary>
    public string? Variables { get; init; }

    /// <summary>Its key among the notes.</summary>
    public string Key => $"{(int)Kind}{RowKeys.Joint}{Escaped.Of(Id)}";

    /// <summary>The note about a run.</summary>
    public static Note Of(RunRecord run) => new(NoteKind.Run, run.Id, run.WorkflowId) { Family = run.Family, Hash = run.Hash, Variables = run.Variables };
}

/// <summary>The notes of what is to be deleted.</summary>
internal sealed class Notes(AzureStorageAccount account)
{
    private const string Partition = "removal";

    /// <summary>The condition that a row is a note about a run.</summary>
    public static readonly string OfRuns = $"PartitionKey eq '{Partition}' and Kind eq {(int)NoteKind.Run}";

    /// <summary>Writes a note; one that is there stays.</summary>
    public async Task AddAsync(Note note)
    {
        var row = new TableEntity(Partition, note.Key)
        {
            ["Kind"] = (int)note.Kind, ["Id"] = note.Id, ["Workflow"] = note.Workflow, ["Family"] = note.Family, ["Hash"] = note.Hash,
        };
        if (note.Variables is { } variables)
        {
            row["Variables"] = variables;
        }

        await account.Index.AddAsync(row).ConfigureAwait(false);
    }

    /// <summary>Whether a family is to be deleted.</summary>
    public async Task<bool> HasFamilyAsync(string family) =>
        await account.Index.FindAsync(Partition, new Note(NoteKind.Family, family, "").Key).ConfigureAwait(false) is not null;

    /// <summary>Notes behind a key.</summary>
    public async Task<List<Note>> ListAsync(string after, int limit, CancellationToken cancellation) =>
        (await account.Index.QueryAsync($"PartitionKey eq '{Partition}' and RowKey gt '{after}'", limit, cancellation: cancellation).ConfigureAwait(false))
            .ConvertAll(row => new Note((NoteKind)row.Number("Kind"), row.Text("Id"), row.Text("Workflow"))
            {
                Family = row.Text("Family"), Hash = row.Text("Hash"), Variables = row.GetString("Variables"),
            });

    /// <summary>It is done.</summary>
    public Task DropAsync(Note note) => account.Index.DropAsync(Partition, note.Key);
}
