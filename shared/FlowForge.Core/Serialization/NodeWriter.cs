using System.Text.Json;
using FlowForge.Core.Model;

namespace FlowForge.Core.Serialization;

/// <summary>Writes one node without its defaults.</summary>
internal static class NodeWriter
{
    public static void Write(Utf8JsonWriter writer, Node node)
    {
        writer.WriteStartObject();
        writer.WriteString("id", node.Id);
        writer.WriteString("kind", node.Kind);
        if (node.KindVersion != 1)
        {
            writer.WriteNumber("kindVersion", node.KindVersion);
        }

        writer.Text("name", node.Name);
        writer.Flag("disabled", node.Disabled);
        if (node.Parameters.ValueKind == JsonValueKind.Object && node.Parameters.GetPropertyCount() > 0)
        {
            writer.Element("parameters", node.Parameters);
        }

        WriteCredentials(writer, node.Credentials);
        WriteRetry(writer, node.Retry);
        writer.Number("timeoutSeconds", node.TimeoutSeconds);
        writer.Word("onError", node.OnError, OnError.Stop);
        writer.Flag("alwaysRun", node.AlwaysRun);
        writer.Flag("alwaysOutput", node.AlwaysOutput);
        writer.Flag("runOnce", node.RunOnce);
        writer.Element("pinned", node.Pinned);
        writer.Text("notes", node.Notes);
        WritePosition(writer, node.Position);
        writer.Meta(node.Meta);
        writer.WriteEndObject();
    }

    /// <summary>The text of one node.</summary>
    public static ReadOnlyMemory<byte> ToJson(Node node) => JsonBuild.Bytes(writer => Write(writer, node));

    private static void WriteCredentials(Utf8JsonWriter writer, IReadOnlyDictionary<string, string> credentials)
    {
        if (credentials.Count == 0)
        {
            return;
        }

        writer.WriteStartObject("credentials");
        foreach (var (slot, id) in credentials.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            writer.WriteString(slot, id);
        }

        writer.WriteEndObject();
    }

    private static void WriteRetry(Utf8JsonWriter writer, RetryPolicy? retry)
    {
        if (retry is null)
        {
            return;
        }

        writer.WriteStartObject("retry");
        writer.WriteNumber("maxTries", retry.MaxTries);
        if (retry.DelaySeconds != 1)
        {
            writer.Number("delaySeconds", retry.DelaySeconds);
        }

        writer.Word("backoff", retry.Backoff, Backoff.Constant);
        writer.WriteEndObject();
    }

    private static void WritePosition(Utf8JsonWriter writer, Position? position)
    {
        if (position is not { } place)
        {
            return;
        }

        writer.WriteStartObject("position");
        writer.Number("x", place.X);
        writer.Number("y", place.Y);
        writer.WriteEndObject();
    }
}
