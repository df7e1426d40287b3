using System.Text.Json;
using FlowForge.Core.Ports;
using FlowForge.Core.Writing;

namespace FlowForge.Api.Writing;

/// <summary>Writes a node kind of the catalogue.</summary>
internal static class KindWriting
{
    public static void Write(Utf8JsonWriter writer, KindDescription kind) => Write(writer, kind, null);

    /// <summary>A kind, and when it is a custom one asked for by name, its definition.</summary>
    public static void Write(Utf8JsonWriter writer, KindDescription kind, CustomKind? custom)
    {
        writer.WriteStartObject();
        writer.WriteString("kind"u8, kind.Kind);
        writer.WriteNumber("version"u8, kind.Version);
        writer.WriteString("title"u8, kind.Title);
        writer.WriteString("group"u8, kind.Group);
        writer.WriteString("summary"u8, kind.Summary);
        writer.WriteString("help"u8, kind.Help);
        writer.WriteString("icon"u8, kind.Icon);
        WriteNames(writer, "inputs"u8, kind.Inputs);
        WriteNames(writer, "outputs"u8, kind.Outputs);
        writer.WritePropertyName("parameterSchema"u8);
        ItemWriting.WriteRaw(writer, kind.ParameterSchema);
        writer.WritePropertyName("example"u8);
        ItemWriting.WriteRaw(writer, kind.Example);
        writer.WriteBoolean("isTrigger"u8, kind.IsTrigger);
        writer.WriteBoolean("isLoop"u8, kind.IsLoop);
        writer.WriteBoolean("suspends"u8, kind.Suspends);
        writer.WriteBoolean("replies"u8, kind.Replies);
        WriteNames(writer, "runsIn"u8, Hosts(kind.RunsIn));
        WriteNames(writer, "credentialSlots"u8, kind.CredentialSlots);
        if (custom is not null)
        {
            writer.WriteString("createdAt"u8, custom.CreatedAt);
            writer.WritePropertyName("definition"u8);
            custom.Definition.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    private static IReadOnlyList<string> Hosts(RunsIn runsIn) => runsIn switch
    {
        RunsIn.Everywhere => ["browser", "server"],
        RunsIn.Browser => ["browser"],
        RunsIn.Server => ["server"],
        _ => [],
    };

    private static void WriteNames(Utf8JsonWriter writer, ReadOnlySpan<byte> name, IReadOnlyList<string> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }
}
