using System.Text.Json;
using FlowForge.Web.Editor.Document;

namespace FlowForge.Web.Client;

/// <summary>Credentials of the server. Values go in and never come out.</summary>
public sealed class CredentialApi(ApiClient api)
{
    /// <summary>What may be known of all of them; null when the server does not answer.</summary>
    public async Task<IReadOnlyList<KeptCredential>?> ListAsync() => await api.GetAsync("/api/credentials?limit=500") is ApiAnswer.Good good
        ? [.. good.Json().GetProperty("items").EnumerateArray().Select(KeptCredential.Read)]
        : null;

    /// <summary>The types there are; empty when the server does not answer.</summary>
    public async Task<IReadOnlyList<CredentialKind>> KindsAsync() => await api.GetAsync("/api/credential-types") is ApiAnswer.Good good
        ? [.. good.Json().GetProperty("items").EnumerateArray().Select(CredentialKind.Read)]
        : [];

    /// <summary>Keeps a credential: a new one, or in place of the one whose ETag is given.</summary>
    public Task<ApiAnswer> SaveAsync(string id, string name, string type, IReadOnlyList<string> origins, IReadOnlyDictionary<string, string> values, string? etag)
    {
        var body = JsonText.Bytes(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("id", id);
            writer.WriteString("name", name);
            writer.WriteString("type", type);
            writer.WriteStartArray("origins");
            foreach (var origin in origins)
            {
                writer.WriteStringValue(origin);
            }

            writer.WriteEndArray();
            writer.WriteStartObject("values");
            foreach (var (field, value) in values)
            {
                writer.WriteString(field, value);
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        });
        return etag is null ? api.SendAsync(HttpMethod.Post, "/api/credentials", body) : api.SendAsync(HttpMethod.Put, $"/api/credentials/{Uri.EscapeDataString(id)}", body, ifMatch: etag);
    }

    /// <summary>Deletes one.</summary>
    public Task<ApiAnswer> DeleteAsync(KeptCredential row) =>
        api.SendAsync(HttpMethod.Delete, $"/api/credentials/{Uri.EscapeDataString(row.Id)}", ReadOnlyMemory<byte>.Empty, ifMatch: row.ETag);
}

/// <summary>What may be known of a credential.</summary>
public sealed record KeptCredential(string Id, string Name, string Type, IReadOnlyList<string> Origins, string ETag, DateTimeOffset ChangedAt)
{
    public static KeptCredential Read(JsonElement row) => new(
        row.GetProperty("id").GetString()!,
        row.GetProperty("name").GetString() is { Length: > 0 } name ? name : row.GetProperty("id").GetString()!,
        row.GetProperty("type").GetString()!,
        [.. row.GetProperty("origins").EnumerateArray().Select(origin => origin.GetString()!)],
        $"\"{row.GetProperty("etag").GetString()!.Trim('"')}\"",
        row.GetProperty("changedAt").GetDateTimeOffset());
}

/// <summary>A type of credentials.</summary>
public sealed record CredentialKind(string Name, string Title, string Summary, bool IsOutgoing, IReadOnlyList<CredentialField> Fields)
{
    public static CredentialKind Read(JsonElement type) => new(
        type.GetProperty("name").GetString()!,
        type.GetProperty("title").GetString()!,
        type.GetProperty("summary").GetString()!,
        type.GetProperty("outgoing").GetBoolean(),
        [.. type.GetProperty("fields").EnumerateArray().Select(field => new CredentialField(
            field.GetProperty("name").GetString()!, field.GetProperty("title").GetString()!, field.GetProperty("secret").GetBoolean(), field.GetProperty("required").GetBoolean()))]);
}

/// <summary>A value that credentials of a type have.</summary>
public sealed record CredentialField(string Name, string Title, bool IsSecret, bool IsRequired);
