using System.Text.Json;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;

namespace FlowForge.Core.Execution;

/// <summary>
/// Results of ended iterations in a snapshot, which only their scope's end still asks for: how many items, and in which record; so that a resume need not read them.
/// </summary>
internal static class EndedJson
{
    public static void Write(Utf8JsonWriter writer, IEnumerable<NodeRecord> ended, string name = "ended")
    {
        writer.WriteStartArray(name);
        foreach (var record in ended)
        {
            writer.WriteStartObject();
            writer.WriteNumber("seq"u8, record.Sequence);
            writer.WriteString("node"u8, record.NodeId);
            writer.WriteString("it"u8, record.Iteration);
            writer.WriteStartArray("out"u8);
            foreach (var output in record.Outputs)
            {
                writer.WriteStartArray();
                writer.WriteStringValue(output.Port);
                writer.WriteNumberValue(output.Items.Count);
                SegmentJson.WriteRefs(writer, output.Stored is StoredItems.Referred referred ? referred.Refs : []);
                writer.WriteEndArray();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>The records, as far as they are asked for; none for a snapshot that was written before snapshots had them.</summary>
    public static IEnumerable<NodeRecord> Read(JsonElement snapshot, RecordSource source, string name = "ended") =>
        snapshot.TryGetProperty(name, out var ended) ? ended.EnumerateArray().Select(json => ReadRecord(json, source)) : [];

    private static NodeRecord ReadRecord(JsonElement json, RecordSource source)
    {
        var sequence = json.GetProperty("seq"u8).GetInt64();
        return new()
        {
            Sequence = sequence,
            IngressSequence = sequence,
            NodeId = json.GetProperty("node"u8).GetString()!,
            Iteration = json.GetProperty("it"u8).GetString()!,
            Status = FrameStatus.Completed,
            StartedAt = default,
            Inputs = [],
            Outputs = [.. json.GetProperty("out"u8).EnumerateArray().Select((output, port) => ReadOutput(output, sequence, port, source))],
        };
    }

    private static PortOutput ReadOutput(JsonElement json, long sequence, int port, RecordSource source)
    {
        var (count, refs) = (json[1].GetInt32(), SegmentReader.ReadRefs(json, 2));
        return new(
            json[0].GetString()!,
            count == 0 ? ItemList.Empty : source.Shared(refs.Count > 0 ? refs : [new(sequence, port, 0, count)]),
            refs.Count > 0 ? new StoredItems.Referred(refs) : StoredItems.InRecord,
            new Lineage.SameOrder(0));
    }
}
