using Azure.Data.Tables;
using FlowForge.AzureStorage.Access;
using FlowForge.AzureStorage.Keys;
using FlowForge.Core.Frames;
using FlowForge.Core.Ports;

namespace FlowForge.AzureStorage.Rows;

/// <summary>Rows about runs, to and fro.</summary>
internal sealed class RunRows(BlobContents blobs)
{
    /// <summary>Column of a run's row: the start that must hold the run's id before there is such a run.</summary>
    public const string Start = "Start";

    private readonly RowContents _contents = new(blobs);

    /// <summary>How large contents are put and read.</summary>
    public RowContents Contents => _contents;

    /// <summary>Path of what belongs to a run alone.</summary>
    public static string Place(string runId) => $"run/{Escaped.Of(runId)}/";

    /// <summary>Path of the payloads of a family.</summary>
    public static string FamilyPlace(string family) => $"family/{Escaped.Of(family)}/";

    /// <summary>Name of a payload.</summary>
    public static string Payload(string family, string hash) => FamilyPlace(family) + Escaped.Of(hash);

    /// <summary>The run's own row.</summary>
    public async Task<TableEntity> RunAsync(RunRecord run, string? start)
    {
        var row = await WithRunAsync(RowKeys.Run(run.Id), RowKeys.RunRow, run).ConfigureAwait(false);
        if (start is not null)
        {
            row[Start] = start;
        }

        return row;
    }

    /// <summary>A row that holds a run, with the columns that lists choose by.</summary>
    public async Task<TableEntity> WithRunAsync(string partition, string key, RunRecord run)
    {
        var row = new TableEntity(partition, key)
        {
            ["Run"] = run.Id,
            ["Workflow"] = run.WorkflowId,
            ["Status"] = (int)run.Status,
            ["Started"] = run.StartedAt.UtcTicks,
            ["Version"] = run.Version,
            ["Hash"] = run.Hash,
        };
        if (run.EndedAt is { } ended)
        {
            row["Ended"] = ended.UtcTicks;
        }

        if (run.ExpiresAt is { } expires)
        {
            row["Expires"] = expires.UtcTicks;
        }

        await _contents.PutAsync(row, RunRecordJson.Write(run), Place(run.Id)).ConfigureAwait(false);
        return row;
    }

    /// <summary>The run of a row.</summary>
    public async ValueTask<RunRecord> RunAsync(TableEntity row, CancellationToken cancellation) =>
        RunRecordJson.Read(await _contents.GetAsync(row, cancellation).ConfigureAwait(false));

    public async Task<TableEntity> SegmentAsync(SegmentRow segment, int inline)
    {
        var row = new TableEntity(RowKeys.Run(segment.RunId), RowKeys.Segment(segment.Ordinal))
        {
            ["Ordinal"] = segment.Ordinal, ["First"] = segment.FirstSequence, ["Last"] = segment.LastSequence,
        };
        await _contents.PutAsync(row, segment.Content, $"{Place(segment.RunId)}segments/", inline).ConfigureAwait(false);
        return row;
    }

    public async Task<SegmentRow> SegmentAsync(string runId, TableEntity row, CancellationToken cancellation) => new(
        runId, row.Number("Ordinal"), row.GetInt64("First")!.Value, row.GetInt64("Last")!.Value,
        await _contents.GetAsync(row, cancellation).ConfigureAwait(false));

    public async Task<TableEntity> SnapshotAsync(SnapshotRow snapshot, int inline)
    {
        var row = new TableEntity(RowKeys.Run(snapshot.RunId), RowKeys.Snapshot) { ["Ordinal"] = snapshot.Ordinal };
        await _contents.PutAsync(row, snapshot.Content, $"{Place(snapshot.RunId)}snapshots/", inline).ConfigureAwait(false);
        return row;
    }

    public static TableEntity StartOf(StartRow start) => new(StartPartition(start.Key), "")
    {
        ["Body"] = start.BodyHash, ["Run"] = start.RunId, ["At"] = start.At.UtcTicks,
    };

    public static StartRow StartOf(string key, TableEntity row) => new(key, row.Text("Body"), row.Text("Run"), row.Time("At"));

    /// <summary>Partition of a start; its row has no key.</summary>
    public static string StartPartition(string key) => $"s{RowKeys.Joint}{Escaped.Of(key)}";
}
