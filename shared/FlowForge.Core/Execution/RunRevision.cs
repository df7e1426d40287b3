using System.Text.Json;
using FlowForge.Core.Serialization;

namespace FlowForge.Core.Execution;

/// <summary>A document with which a run goes on in place of the one before (semantics 7). The first one has number 1; 0 is the document it was started with.</summary>
/// <param name="Hash">Hash under which the document stands among the payloads of the run's family.</param>
/// <param name="Nodes">Nodes that it changes, by plan order.</param>
public sealed record RunRevision(string Hash, IReadOnlyList<int> Nodes);

/// <summary>Revisions as a JSON array: the hash, then the nodes.</summary>
internal static class RunRevisionJson
{
    public static void Write(Utf8JsonWriter writer, RunRevision revision)
    {
        writer.WriteStartArray();
        writer.WriteStringValue(revision.Hash);
        foreach (var node in revision.Nodes)
        {
            writer.WriteNumberValue(node);
        }

        writer.WriteEndArray();
    }

    public static RunRevision Read(JsonElement row) =>
        new(row[0].GetString()!, row.EnumerateArray().Skip(1).Select(node => node.GetInt32()).ToArray());

    /// <summary>The array as a message carries it.</summary>
    public static ReadOnlyMemory<byte> Text(RunRevision revision) => JsonBuild.Bytes(writer => Write(writer, revision));
}
