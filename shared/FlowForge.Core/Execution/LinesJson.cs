using System.Text.Json;
using FlowForge.Core.Frames;

namespace FlowForge.Core.Execution;

/// <summary>Lines in a snapshot, as records of a segment have them, without items.</summary>
internal static class LinesJson
{
    public static void Write(Utf8JsonWriter writer, IEnumerable<KeyValuePair<long, Line>> lines)
    {
        writer.WriteStartArray("lines"u8);
        foreach (var (sequence, line) in lines)
        {
            writer.WriteStartObject();
            writer.WriteNumber("seq"u8, sequence);
            writer.WriteString("node"u8, line.NodeId);
            SegmentJson.WriteInputs(writer, line.Inputs);
            writer.WriteStartArray("out"u8);
            foreach (var output in line.Outputs)
            {
                writer.WriteStartObject();
                writer.WriteString("port"u8, output.Port);
                LineageJson.Write(writer, output.Lineage);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>The lines of a snapshot; none for one that was written before snapshots had them.</summary>
    public static IEnumerable<KeyValuePair<long, Line>> Read(JsonElement snapshot) => snapshot.TryGetProperty("lines"u8, out var lines)
        ? lines.EnumerateArray().Select(line => KeyValuePair.Create(line.GetProperty("seq"u8).GetInt64(), ReadLine(line)))
        : [];

    private static Line ReadLine(JsonElement line) => new(
        line.GetProperty("node"u8).GetString()!,
        SegmentReader.ReadInputs(line),
        [.. line.GetProperty("out"u8).EnumerateArray().Select(output => new LinePort(output.GetProperty("port"u8).GetString()!, LineageJson.Read(output)))]);
}
