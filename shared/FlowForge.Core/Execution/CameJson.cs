using System.Text.Json;
using FlowForge.Core.Frames;

namespace FlowForge.Core.Execution;

/// <summary>What came to nodes before a change, in a snapshot: the records, and rows of node, iteration, names, back or not, port and sequence.</summary>
internal static class CameJson
{
    private const string RecordsName = "cameOf";

    public static void Write(Utf8JsonWriter writer, RunResults results)
    {
        var came = results.Came.ToList();
        if (came.Count == 0)
        {
            return;
        }

        EndedJson.Write(writer, came.Select(row => row.Items.Record).DistinctBy(record => record.Sequence), RecordsName);
        writer.WriteStartArray("came"u8);
        foreach (var ((node, iteration), items) in came)
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(node);
            writer.WriteStringValue(iteration);
            writer.WriteStringValue(items.From);
            writer.WriteStringValue(items.FromPort);
            writer.WriteStringValue(items.ToPort);
            writer.WriteBooleanValue(items.IsBack);
            writer.WriteNumberValue(items.Port);
            writer.WriteNumberValue(items.Record.Sequence);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    public static IEnumerable<(int Node, string Iteration, CameItems Items)> Read(JsonElement snapshot, RecordSource source)
    {
        var records = EndedJson.Read(snapshot, source, RecordsName).ToDictionary(record => record.Sequence);
        return snapshot.TryGetProperty("came"u8, out var rows)
            ? rows.EnumerateArray().Select(row => (row[0].GetInt32(), row[1].GetString()!, new CameItems(
                row[2].GetString()!, row[3].GetString()!, row[4].GetString()!, row[5].GetBoolean(), row[6].GetInt32(), records[row[7].GetInt64()])))
            : [];
    }
}
