using System.Text.Json;
using FlowForge.Api.Security;

namespace FlowForge.Api.Writing;

/// <summary>Writes who a caller is to this host.</summary>
internal static class CallerWriting
{
    public static void Write(Utf8JsonWriter writer, Caller caller)
    {
        writer.WriteStartObject();
        writer.WriteString("actor"u8, caller.Actor);
        writer.WriteString("role"u8, RoleNames.Of(caller.Role));
        writer.WriteEndObject();
    }
}
