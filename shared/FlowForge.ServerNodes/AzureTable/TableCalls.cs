using FlowForge.Core.Failures;
using FlowForge.Nodes.Items;
using FlowForge.ServerNodes.Azure;
using global::Azure;
using global::Azure.Data.Tables;

namespace FlowForge.ServerNodes.AzureTable;

/// <summary>What <c>azure.table</c> does.</summary>
internal sealed class TableCalls(NodeItem item, AzureTableParameters own, TableServiceClient service)
{
    private TableClient Table => service.GetTableClient(own.Table);

    private ETag Expected => own.ETag is { } text ? new(text) : ETag.All;

    public async Task<Outcome<Made[]>> RunAsync(CancellationToken cancellation)
    {
        switch (own.Operation)
        {
            case "query":
                return await QueryAsync(cancellation).ConfigureAwait(false);
            case "get":
                var found = await Table.GetEntityAsync<TableEntity>(own.PartitionKey, own.RowKey, own.Select.Count == 0 ? null : own.Select, cancellation).ConfigureAwait(false);
                return new Made(Entities.Read(found.Value)).Alone();
            case "insert" or "upsert" or "replace" or "merge":
                return await WriteAsync(cancellation).ConfigureAwait(false);
            case "delete":
                await Table.DeleteEntityAsync(own.PartitionKey, own.RowKey, Expected, cancellation).ConfigureAwait(false);
                return Done(("partitionKey", own.PartitionKey), ("rowKey", own.RowKey), ("deleted", true));
            case "createTable":
                await Table.CreateAsync(cancellation).ConfigureAwait(false);
                return Done(("table", own.Table), ("created", true));
            case "deleteTable":
                await Table.DeleteAsync(cancellation).ConfigureAwait(false);
                return Done(("table", own.Table), ("deleted", true));
            default:
                return await ListAsync(cancellation).ConfigureAwait(false);
        }
    }

    private async Task<Outcome<Made[]>> QueryAsync(CancellationToken cancellation)
    {
        var made = new List<Made>();
        var entities = Table.QueryAsync<TableEntity>(own.Filter, Math.Min(own.Most, 1_000), own.Select.Count == 0 ? null : own.Select, cancellation);
        await foreach (var entity in entities.ConfigureAwait(false))
        {
            made.Add(new(Entities.Read(entity)));
            if (made.Count == own.Most)
            {
                break;
            }
        }

        return made.ToArray();
    }

    private async Task<Outcome<Made[]>> WriteAsync(CancellationToken cancellation)
    {
        var entity = Entities.Write(own.Fields.ValueKind == System.Text.Json.JsonValueKind.Object ? own.Fields : item.Item.Json, own.PartitionKey, own.RowKey);
        var answer = own.Operation switch
        {
            "insert" => await Table.AddEntityAsync(entity, cancellation).ConfigureAwait(false),
            "upsert" => await Table.UpsertEntityAsync(entity, TableUpdateMode.Merge, cancellation).ConfigureAwait(false),
            "replace" => await Table.UpdateEntityAsync(entity, Expected, TableUpdateMode.Replace, cancellation).ConfigureAwait(false),
            _ => await Table.UpdateEntityAsync(entity, Expected, TableUpdateMode.Merge, cancellation).ConfigureAwait(false),
        };
        return Done(("partitionKey", own.PartitionKey), ("rowKey", own.RowKey), ("etag", answer.Headers.ETag?.ToString()));
    }

    private async Task<Outcome<Made[]>> ListAsync(CancellationToken cancellation)
    {
        var made = new List<Made>();
        await foreach (var table in service.QueryAsync(cancellationToken: cancellation).ConfigureAwait(false))
        {
            made.Add(new(Written.Of(("table", table.Name))));
        }

        return made.ToArray();
    }

    private static Made[] Done(params (string Name, object? Value)[] fields) => new Made(Written.Of(fields)).Alone();
}
