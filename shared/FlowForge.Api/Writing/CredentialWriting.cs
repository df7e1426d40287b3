using System.Text.Json;
using FlowForge.Core.Ports;

namespace FlowForge.Api.Writing;

/// <summary>Writes what may be known of credentials, and the audit log.</summary>
internal static class CredentialWriting
{
    public static void Write(Utf8JsonWriter writer, CredentialFacts credential)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, credential.Id);
        writer.WriteString("name"u8, credential.Name);
        writer.WriteString("type"u8, credential.Type);
        writer.WriteStartArray("origins"u8);
        foreach (var origin in credential.Origins)
        {
            writer.WriteStringValue(origin);
        }

        writer.WriteEndArray();
        writer.WriteNumber("version"u8, credential.Version);
        writer.WriteString("etag"u8, ETag(credential));
        writer.WriteString("createdAt"u8, credential.CreatedAt.UtcDateTime);
        writer.WriteString("changedAt"u8, credential.ChangedAt.UtcDateTime);
        writer.WriteEndObject();
    }

    /// <summary>Changes with every change; another credential that later has the id was made at another time.</summary>
    public static string ETag(CredentialFacts credential) => $"{credential.CreatedAt.UtcTicks:x}-{credential.Version}";

    public static void Write(Utf8JsonWriter writer, CredentialType type)
    {
        writer.WriteStartObject();
        writer.WriteString("name"u8, type.Name);
        writer.WriteString("title"u8, type.Title);
        writer.WriteString("summary"u8, type.Summary);
        writer.WriteBoolean("outgoing"u8, type.IsOutgoing);
        writer.WriteBoolean("incoming"u8, type.IsIncoming);
        writer.WriteStartArray("fields"u8);
        foreach (var field in type.Fields)
        {
            writer.WriteStartObject();
            writer.WriteString("name"u8, field.Name);
            writer.WriteString("title"u8, field.Title);
            writer.WriteBoolean("secret"u8, field.IsSecret);
            writer.WriteBoolean("required"u8, field.IsRequired);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, AuditEntry entry)
    {
        writer.WriteStartObject();
        writer.WriteString("at"u8, entry.At.UtcDateTime);
        writer.WriteString("actor"u8, entry.Actor);
        writer.WriteString("action"u8, entry.Action);
        writer.WriteString("subject"u8, entry.Subject);
        writer.WriteString("detail"u8, entry.Detail);
        writer.WriteEndObject();
    }
}
