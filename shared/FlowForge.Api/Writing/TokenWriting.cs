using System.Text.Json;
using FlowForge.Api.Security;
using FlowForge.Core.Ports;

namespace FlowForge.Api.Writing;

/// <summary>Writes what may be known of tokens.</summary>
internal static class TokenWriting
{
    public static void Write(Utf8JsonWriter writer, ApiToken token) => Write(writer, token, text: null);

    /// <summary>The same with the token itself, which only the answer to its creation has.</summary>
    public static void Write(Utf8JsonWriter writer, ApiToken token, string? text)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, token.Id);
        writer.WriteString("name"u8, token.Name);
        writer.WriteString("role"u8, RoleNames.Of(token.Role));
        writer.WriteString("createdAt"u8, token.CreatedAt.UtcDateTime);
        if (token.ExpiresAt is { } end)
        {
            writer.WriteString("expiresAt"u8, end.UtcDateTime);
        }

        if (text is not null)
        {
            writer.WriteString("token"u8, text);
        }

        writer.WriteEndObject();
    }
}
