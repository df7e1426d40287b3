using FlowForge.AzureStorage.Access;
using FlowForge.AzureStorage.Keys;
using FlowForge.AzureStorage.Rows;
using FlowForge.Core.Ports;

namespace FlowForge.AzureStorage.Runs;

/// <summary>Reads the segments and the snapshot of a run.</summary>
internal sealed class RunSegments(AzureStorageAccount account, RunRows rows)
{
    private const int AtOnce = 8;
    private static readonly string[] Ranges = ["PartitionKey", "RowKey", "Ordinal", "First", "Last"];

    public async Task<IReadOnlyList<SegmentRow>> ReadAsync(string runId, int from, int limit, CancellationToken cancellation)
    {
        var filter = $"{RowKeys.Under(RowKeys.Run(runId), "segment")} and RowKey ge '{RowKeys.Segment(from)}'";
        var found = await account.Runs.QueryAsync(filter, limit, cancellation: cancellation).ConfigureAwait(false);
        return await Many.ReadAsync(found, AtOnce, row => rows.SegmentAsync(runId, row, cancellation)).ConfigureAwait(false);
    }

    public Task<IReadOnlyList<SegmentRow>> AfterAsync(string runId, long sequence, int limit, CancellationToken cancellation) =>
        ChooseAsync(runId, $"Last gt {sequence}L", ranges => ranges.OrderBy(range => range.First).ThenBy(range => range.Ordinal).Take(limit), cancellation);

    public Task<IReadOnlyList<SegmentRow>> HoldingAsync(string runId, long sequence, int limit, CancellationToken cancellation) => ChooseAsync(
        runId, $"First le {sequence}L and Last ge {sequence}L",
        ranges => ranges.OrderByDescending(range => range.First).ThenByDescending(range => range.Ordinal).Take(limit), cancellation);

    public async Task<SnapshotRow?> SnapshotAsync(string runId, CancellationToken cancellation) =>
        await account.Runs.FindAsync(RowKeys.Run(runId), RowKeys.Snapshot, cancellation).ConfigureAwait(false) is { } row
            ? new(runId, row.Number("Ordinal"), await rows.Contents.GetAsync(row, cancellation).ConfigureAwait(false))
            : null;

    /// <summary>Chooses by the ranges alone, then reads the contents that are wanted.</summary>
    private async Task<IReadOnlyList<SegmentRow>> ChooseAsync(
        string runId, string condition, Func<IEnumerable<Range>, IEnumerable<Range>> choose, CancellationToken cancellation)
    {
        var filter = $"{RowKeys.Under(RowKeys.Run(runId), "segment")} and {condition}";
        var ranges = (await account.Runs.QueryAsync(filter, columns: Ranges, cancellation: cancellation).ConfigureAwait(false))
            .ConvertAll(row => new Range(row.Number("Ordinal"), row.GetInt64("First")!.Value));
        var segments = await Many.ReadAsync(choose(ranges).ToList(), AtOnce, async range =>
            await account.Runs.FindAsync(RowKeys.Run(runId), RowKeys.Segment(range.Ordinal), cancellation).ConfigureAwait(false) is { } row
                ? await rows.SegmentAsync(runId, row, cancellation).ConfigureAwait(false)
                : null).ConfigureAwait(false);
        return [.. segments.OfType<SegmentRow>()];
    }

    private readonly record struct Range(int Ordinal, long First);
}
