using System.Buffers;
using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using FlowForge.AzureStorage.Access;
using FlowForge.AzureStorage.Keys;
using FlowForge.AzureStorage.Rows;
using FlowForge.Core.State;

namespace FlowForge.AzureStorage.State;

/// <summary>What a workflow keeps between its runs: a partition with a row for each scope, and one for each change that was applied.</summary>
internal sealed class StateRows(AzureStorageAccount account)
{
    private readonly RowContents _contents = new(account.Contents);

    /// <summary>Partition of a workflow's state.</summary>
    public static string Partition(string workflow) => $"state{RowKeys.Joint}{Escaped.Of(workflow)}";

    /// <summary>Key of a scope's row.</summary>
    public static string Scope(StateScope scope) => $"scope{RowKeys.Joint}{Escaped.Of(scope.NodeId ?? "")}";

    /// <summary>Beginning of the keys of a run's stamps.</summary>
    public static string StampsOf(string runId) => $"stamp{RowKeys.Joint}{Escaped.Of(runId)}";

    /// <summary>Key of the stamp of a node run's changes.</summary>
    public static string Stamp(StateWrite write) => $"{StampsOf(write.RunId)}{RowKeys.Joint}{Escaped.Of(write.NodeId)}{RowKeys.Joint}{Escaped.Of(write.Iteration)}";

    /// <summary>Where blobs of a workflow's state are.</summary>
    public static string Place(string workflow) => $"state/{Escaped.Of(workflow)}/";

    /// <summary>A scope as it stands.</summary>
    public async Task<StateRow> ReadAsync(string workflow, StateScope scope, CancellationToken cancellation) => await Contention.SettleAsync(async () =>
    {
        var row = await account.Settings.FindAsync(Partition(workflow), Scope(scope), cancellation).ConfigureAwait(false);
        if (row is null)
        {
            return new StateRow(null, new(StringComparer.Ordinal), null);
        }

        try
        {
            var json = await _contents.GetAsync(row, cancellation).ConfigureAwait(false);
            return new(row.ETag, new(Pairs(JsonElement.Parse(json.Span)), StringComparer.Ordinal), RowContents.BlobOf(row));
        }
        catch (Core.Ports.StoreFault)
        {
            // The blob went with a change made since the row was read; read again, there is another.
            return null;
        }
    }).ConfigureAwait(false);

    /// <summary>The row of a scope that holds <paramref name="values"/>.</summary>
    public async Task<TableEntity> RowAsync(string workflow, StateScope scope, OrderedDictionary<string, JsonElement> values)
    {
        var buffer = new ArrayBufferWriter<byte>();
        await using (var writer = new Utf8JsonWriter(buffer))
        {
            StateJson.Write(writer, values);
        }

        var row = new TableEntity(Partition(workflow), Scope(scope)) { ["Keys"] = values.Count };
        if (scope.NodeId is not null)
        {
            row["Node"] = scope.NodeId;
        }

        // Another blob for each change, for the one before is deleted after it.
        await _contents.PutAsync(row, buffer.WrittenMemory, $"{Place(workflow)}{Tokens.New()}/").ConfigureAwait(false);
        return row;
    }

    private static IEnumerable<KeyValuePair<string, JsonElement>> Pairs(JsonElement values) =>
        values.EnumerateObject().Select(property => KeyValuePair.Create(property.Name, property.Value));
}

/// <summary>A scope as it was read.</summary>
/// <param name="ETag">What its row had; null: it has none.</param>
/// <param name="Values">Keys and values.</param>
/// <param name="Blob">Blob of its values, or null.</param>
internal sealed record StateRow(ETag? ETag, OrderedDictionary<string, JsonElement> Values, string? Blob);
