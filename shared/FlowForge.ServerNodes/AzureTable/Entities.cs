using System.Globalization;
using System.Text.Json;
using FlowForge.Nodes.Json;
using FlowForge.ServerNodes.Azure;
using global::Azure.Data.Tables;

namespace FlowForge.ServerNodes.AzureTable;

/// <summary>Entities of a table as items, and the other way.</summary>
internal static class Entities
{
    private const long JavaScriptMost = 9_007_199_254_740_991;

    private static readonly HashSet<string> Own = new(StringComparer.OrdinalIgnoreCase) { "PartitionKey", "RowKey", "Timestamp", "odata.etag", "etag" };

    /// <summary>An entity's keys and fields.</summary>
    public static ObjectDraft Read(TableEntity entity)
    {
        var draft = new ObjectDraft();
        draft.Put("partitionKey", new(JsonValues.Text(entity.PartitionKey ?? "")));
        draft.Put("rowKey", new(JsonValues.Text(entity.RowKey ?? "")));
        if (entity.Timestamp is { } moment)
        {
            draft.Put("timestamp", new(JsonValues.Text(Moment(moment))));
        }

        draft.Put("etag", new(JsonValues.Text(entity.ETag.ToString())));
        foreach (var (name, value) in entity.Where(field => !Own.Contains(field.Key)))
        {
            draft.Put(name, value is null ? default : Written.Value(value switch
            {
                long large when large is > JavaScriptMost or < -JavaScriptMost => large.ToString(CultureInfo.InvariantCulture),
                DateTimeOffset at => Moment(at),
                BinaryData bytes => Convert.ToBase64String(bytes),
                byte[] bytes => Convert.ToBase64String(bytes),
                var other => other,
            }));
        }

        return draft;
    }

    /// <summary>The entity of an object's fields; null is left out, for a table has no null.</summary>
    public static TableEntity Write(JsonElement fields, string partitionKey, string rowKey)
    {
        var entity = new TableEntity(partitionKey, rowKey);
        foreach (var field in fields.EnumerateObject().Where(field => !Own.Contains(field.Name) && field.Value.ValueKind is not JsonValueKind.Null))
        {
            entity[field.Name] = field.Value.ValueKind switch
            {
                JsonValueKind.True => true,
                JsonValueKind.False => false,
                JsonValueKind.Number when field.Value.TryGetInt32(out var small) => small,
                JsonValueKind.Number when field.Value.TryGetInt64(out var large) => large,
                JsonValueKind.Number => field.Value.GetDouble(),
                _ => JsText.Of(field.Value),
            };
        }

        return entity;
    }

    private static string Moment(DateTimeOffset moment) => moment.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
