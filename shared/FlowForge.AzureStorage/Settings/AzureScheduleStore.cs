using System.Buffers;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using FlowForge.AzureStorage.Access;
using FlowForge.AzureStorage.Keys;
using FlowForge.AzureStorage.Rows;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;

namespace FlowForge.AzureStorage.Settings;

/// <summary>
/// Where schedules stand, in a storage account. What is written at once is whole up to a hundred rows, and beyond in pieces of a hundred; a piece that
/// is missing is made up for by the next reading, since a start of an occurrence happens once.
/// </summary>
public sealed class AzureScheduleStore(AzureStorageAccount account) : IScheduleStore
{
    private const string Partition = "schedule";

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ScheduleRow>> ReadAsync(CancellationToken cancellation) => AzureCalls.RunAsync<IReadOnlyList<ScheduleRow>>(async () =>
        (await account.Settings.QueryAsync($"PartitionKey eq '{Partition}'", cancellation: cancellation).ConfigureAwait(false)).ConvertAll(Read), cancellation);

    /// <inheritdoc/>
    public ValueTask WriteAsync(IReadOnlyList<ScheduleRow> put, IReadOnlyList<TriggerId> delete) => AzureCalls.RunAsync(async () =>
    {
        var kept = put.Select(row => Key(row.Trigger)).ToHashSet(StringComparer.Ordinal);
        var goneKeys = delete.Select(Key).Where(key => !kept.Contains(key)).Distinct().ToList();
        var written = put.DistinctBy(row => row.Trigger).Select(Write).ToList();
        await Contention.SettleAsync<object>(async () =>
        {
            var gone = await Many.ReadAsync(goneKeys, 16, key => account.Settings.FindAsync(Partition, key)).ConfigureAwait(false);
            var changes = written.Select(row => (Row: row, IsGone: false)).Concat(gone.OfType<TableEntity>().Select(row => (Row: row, IsGone: true)));
            foreach (var piece in changes.Chunk(RowBatch.Most))
            {
                var batch = new RowBatch(account.Settings);
                foreach (var (row, isGone) in piece)
                {
                    if (isGone)
                    {
                        batch.Delete(row, row.ETag);
                    }
                    else
                    {
                        batch.Put(row);
                    }
                }

                if (!await batch.SubmitAsync().ConfigureAwait(false))
                {
                    return null;
                }
            }

            return written;
        }).ConfigureAwait(false);
    });

    private static string Key(TriggerId trigger) => $"{Escaped.Of(trigger.WorkflowId)}{RowKeys.Joint}{Escaped.Of(trigger.NodeId)}";

    private static TableEntity Write(ScheduleRow schedule)
    {
        var row = new TableEntity(Partition, Key(schedule.Trigger))
        {
            ["Workflow"] = schedule.Trigger.WorkflowId, ["Node"] = schedule.Trigger.NodeId, ["Definition"] = schedule.Definition, ["Through"] = schedule.Through.UtcTicks,
        };
        if (schedule.Last is { } last)
        {
            row["Last"] = last.At.UtcTicks;
            row["Run"] = last.RunId;
            row["Failure"] = Text(last.Failure);
        }

        return row;
    }

    private static ScheduleRow Read(TableEntity row) => new(
        new(row.Text("Workflow"), row.Text("Node")), row.Text("Definition"), row.Time("Through"),
        row.TimeOrNull("Last") is { } last
            ? new(last, row.GetString("Run"), row.GetString("Failure") is { } failure ? FailureJson.Read(JsonElement.Parse(failure)) : null)
            : null);

    private static string? Text(Failure? failure)
    {
        if (failure is null)
        {
            return null;
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            FailureJson.Write(writer, failure);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
