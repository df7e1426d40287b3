using System.Text.Json;
using FlowForge.Core.Model;
using FlowForge.Core.Serialization;

namespace FlowForge.Web.Client;

/// <summary>Workflows on the server.</summary>
public sealed class WorkflowApi(ApiClient api)
{
    /// <summary>A page of the list, at most 500.</summary>
    public Task<ApiAnswer> ListAsync(string? after = null) =>
        api.GetAsync($"/api/workflows?limit=500{(after is null ? "" : $"&after={Uri.EscapeDataString(after)}")}");

    /// <summary>The newest version of one.</summary>
    public Task<ApiAnswer> GetAsync(string id) => api.GetAsync($"/api/workflows/{Uri.EscapeDataString(id)}");

    /// <summary>Saves a document in place of the version whose ETag is given; without one, as a new workflow.</summary>
    public Task<ApiAnswer> SaveAsync(Workflow workflow, string? etag) => api.SendAsync(
        HttpMethod.Put, $"/api/workflows/{Uri.EscapeDataString(workflow.Id)}", WorkflowJson.Write(workflow), ifMatch: etag, ifNoneMatch: etag is null ? "*" : null);

    /// <summary>The saved versions of one, newest first.</summary>
    public Task<ApiAnswer> VersionsAsync(string id) => api.GetAsync($"/api/workflows/{Uri.EscapeDataString(id)}/versions?limit=100");

    /// <summary>A saved version.</summary>
    public Task<ApiAnswer> VersionAsync(string id, int version) => api.GetAsync($"/api/workflows/{Uri.EscapeDataString(id)}/versions/{version}");

    /// <summary>Deletes one.</summary>
    public Task<ApiAnswer> DeleteAsync(string id, string etag) =>
        api.SendAsync(HttpMethod.Delete, $"/api/workflows/{Uri.EscapeDataString(id)}", ReadOnlyMemory<byte>.Empty, ifMatch: etag);

    /// <summary>Makes the newest version live, or takes all versions down.</summary>
    public Task<ApiAnswer> SetActiveAsync(string id, bool isActive) =>
        api.SendAsync(HttpMethod.Post, $"/api/workflows/{Uri.EscapeDataString(id)}/{(isActive ? "activate" : "deactivate")}", ReadOnlyMemory<byte>.Empty);

    /// <summary>Makes a document of one that n8n exported: <c>{ workflow, report }</c>. Nothing is saved.</summary>
    public Task<ApiAnswer> ImportN8nAsync(ReadOnlyMemory<byte> json) => api.SendAsync(HttpMethod.Post, "/api/import/n8n", json);

    /// <summary>The document of an answer, or null. What a server has written is not searched for what JSON readers disagree about, as what people write is.</summary>
    public static Workflow? Document(ApiAnswer.Good answer)
    {
        try
        {
            return WorkflowJson.Read(answer.Json()).Workflow;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The rows of a list's answer.</summary>
    public static IReadOnlyList<WorkflowRow> Rows(JsonElement list) => [.. list.GetProperty("items").EnumerateArray().Select(row => new WorkflowRow(
        row.GetProperty("id").GetString()!,
        row.GetProperty("name").GetString()!,
        row.GetProperty("version").GetInt32(),
        row.GetProperty("active").GetBoolean(),
        ETag(row.GetProperty("etag").GetString()!),
        row.GetProperty("savedAt").GetDateTimeOffset()))];

    private static string ETag(string value) => value.StartsWith('"') ? value : $"\"{value}\"";
}

/// <summary>A workflow in a list of the server.</summary>
public sealed record WorkflowRow(string Id, string Name, int Version, bool IsActive, string ETag, DateTimeOffset SavedAt);
