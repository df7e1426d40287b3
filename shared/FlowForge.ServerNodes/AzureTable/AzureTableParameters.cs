using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Nodes.Parameters;
using FlowForge.ServerNodes.Azure;

namespace FlowForge.ServerNodes.AzureTable;

/// <summary>The parameters of <c>azure.table</c>.</summary>
internal sealed record AzureTableParameters(
    string Operation, string Table, string PartitionKey, string RowKey, JsonElement Fields, string? Filter, IReadOnlyList<string> Select, int Most, string? ETag)
{
    public static Outcome<AzureTableParameters> Read(JsonElement parameters)
    {
        var reader = new ParameterReader(parameters);
        var operation = AzureParameters.Word(
            reader, "operation", "query", "get", "insert", "upsert", "replace", "merge", "delete", "listTables", "createTable", "deleteTable");
        var isEntity = operation is "get" or "insert" or "upsert" or "replace" or "merge" or "delete";
        var fields = reader.Value("fields");
        if (!ParameterReader.IsAbsent(fields) && fields.ValueKind != JsonValueKind.Object)
        {
            reader.Refuse("fields", "must be an object");
        }

        return reader.Give(new AzureTableParameters(
            operation,
            operation == "listTables" ? "" : reader.Needed("table"),
            isEntity ? Key(reader, "partitionKey") : "",
            isEntity ? Key(reader, "rowKey") : "",
            fields,
            reader.Text("filter") is { Length: > 0 } filter ? filter : null,
            reader.Names("select"),
            reader.Whole("max", 1_000, 1, 100_000),
            reader.Text("etag") is { Length: > 0 } etag ? etag : null));
    }

    // The empty text is a key; a number is what items often have.
    private static string Key(ParameterReader reader, string name)
    {
        var value = reader.Value(name);
        if (value.ValueKind is JsonValueKind.String or JsonValueKind.Number)
        {
            return Nodes.Json.JsText.Of(value);
        }

        reader.Refuse(name, "is needed, a text");
        return "";
    }
}
