using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Nodes.Parameters;
using FlowForge.ServerNodes.Azure;
using FlowForge.ServerNodes.Items;

namespace FlowForge.ServerNodes.AzureBlob;

/// <summary>The parameters of <c>azure.blob</c>.</summary>
internal sealed record AzureBlobParameters(
    string Operation, string Container, string Blob, string Binary, string? Text, string? ContentType, Dictionary<string, string>? Metadata, bool Overwrites, string? Prefix,
    int Most, bool IgnoresMissing)
{
    public static Outcome<AzureBlobParameters> Read(JsonElement parameters)
    {
        var reader = new ParameterReader(parameters);
        var operation = AzureParameters.Word(
            reader, "operation", "list", "download", "upload", "delete", "properties", "listContainers", "createContainer", "deleteContainer");
        var isBlob = operation is "download" or "upload" or "delete" or "properties";
        return reader.Give(new AzureBlobParameters(
            operation,
            operation == "listContainers" ? "" : reader.Needed("container"),
            isBlob ? reader.Needed("blob") : "",
            reader.Text("binary") is { Length: > 0 } binary ? binary : "data",
            Values.Readable(reader, "text"),
            reader.Text("contentType") is { Length: > 0 } type ? type : null,
            AzureParameters.Pairs(reader, "metadata"),
            reader.Flag("overwrite", true),
            reader.Text("prefix") is { Length: > 0 } prefix ? prefix : null,
            reader.Whole("max", 5_000, 1, 100_000),
            AzureParameters.Word(reader, "missing", "fail", "ignore") == "ignore"));
    }
}
