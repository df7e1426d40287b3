using System.Globalization;
using Azure.Data.Tables;
using FlowForge.AzureStorage.Access;
using FlowForge.AzureStorage.Keys;
using FlowForge.AzureStorage.Rows;
using FlowForge.Core.Ports;

namespace FlowForge.AzureStorage.Workflows;

/// <summary>
/// Rows of workflows: all in one partition, so that a version and the row that makes it the newest are written together. A workflow has a life,
/// a token in the keys of its versions: one that is made under the id of a deleted one does not see what is left of it.
/// </summary>
internal static class WorkflowRows
{
    /// <summary>The partition.</summary>
    public const string Partition = "workflow";

    /// <summary>The condition that a row is a version.</summary>
    public static readonly string AllVersions = RowKeys.Under(Partition, "version");

    /// <summary>Key of a workflow's row.</summary>
    public static string Head(string id) => $"head{RowKeys.Joint}{Escaped.Of(id)}";

    /// <summary>Key of a version.</summary>
    public static string Version(string id, string life, int version) => $"{Versions(id, life)}{RowKeys.Joint}{(int.MaxValue - version).ToString("D10", CultureInfo.InvariantCulture)}";

    /// <summary>The condition that a row is a version of a workflow.</summary>
    public static string VersionsOf(string id, string life) => RowKeys.Under(Partition, Versions(id, life));

    public static TableEntity Write(StoredWorkflow workflow, string life)
    {
        var row = new TableEntity(Partition, Head(workflow.Id))
        {
            ["Id"] = workflow.Id, ["Name"] = workflow.Name, ["Version"] = workflow.Version, ["Tag"] = workflow.ETag, ["Hash"] = workflow.Hash,
            ["Saved"] = workflow.SavedAt.UtcTicks, ["Life"] = life,
        };
        if (workflow.PublishedVersion is { } published)
        {
            row["Published"] = published;
        }

        return row;
    }

    public static StoredWorkflow Read(TableEntity row, string document) => new(
        row.Text("Id"), row.Text("Name"), row.Number("Version"), row.GetInt32("Published"), row.Text("Tag"), row.Text("Hash"), document, row.Time("Saved"));

    public static TableEntity WriteVersion(StoredWorkflow workflow, string life) =>
        new(Partition, Version(workflow.Id, life, workflow.Version))
        {
            ["Version"] = workflow.Version, ["Hash"] = workflow.Hash, ["Saved"] = workflow.SavedAt.UtcTicks,
        };

    public static StoredVersion ReadVersion(string id, TableEntity row, string document) =>
        new(id, row.Number("Version"), row.Text("Hash"), document, row.Time("Saved"));

    private static string Versions(string id, string life) => $"version{RowKeys.Joint}{Escaped.Of(id)}{RowKeys.Joint}{life}";
}
