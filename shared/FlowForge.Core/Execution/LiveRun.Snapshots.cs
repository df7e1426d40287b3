using System.Buffers;
using System.Text.Json;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;

namespace FlowForge.Core.Execution;

/// <content>Snapshots: the decider's state, and by sequence the records that may still be asked for.</content>
internal sealed partial class LiveRun
{
    /// <summary>Puts a record back that the snapshot names.</summary>
    public void RestoreResult(NodeRecord record, bool isResult, bool isKept) =>
        _results.Restore(Planned.NodeIndex[record.NodeId], record, isResult, isKept);

    /// <summary>Puts a record back that is the last of its node in an iteration around it.</summary>
    public void RestoreLast(NodeRecord record, string around) => _results.RestoreLast(Planned.NodeIndex[record.NodeId], around, record);

    /// <summary>Puts back what came to a node before the workflow was changed.</summary>
    public void RestoreCame(int node, string iteration, CameItems items) => _results.RestoreCame(node, iteration, items);

    /// <summary>Puts an attempt back that failed and did not settle its node.</summary>
    public void RestoreFailedAttempt(NodeRecord record) => _results.AddFailedAttempt(Planned.NodeIndex[record.NodeId], record);

    /// <summary>Takes the decider's state and what is open; the records it names have been restored before.</summary>
    public void RestoreState(JsonElement snapshot)
    {
        _hasStarted = true;
        _hasReplied = snapshot.GetProperty("replied").GetBoolean();
        _state = RunStateJson.Read(snapshot.GetProperty("state"), Planned.Plan.Outline);
        _time.StartFrom(TimeSpan.FromMilliseconds(snapshot.GetProperty("runningMs").GetDouble()));

        // Outer ones first: the input of a node in a loop's body is a batch of the open loop's.
        foreach (var row in snapshot.GetProperty("open").EnumerateArray().OrderBy(row => new Iteration(row[1].GetString()!).Depth))
        {
            var (node, iteration) = (Planned.Plan.Nodes[row[0].GetInt32()], row[1].GetString()!);
            var open = new OpenNode(row[2].GetInt64(), row[3].GetInt32(), row[4].GetDateTimeOffset(), InputAgain(node, iteration))
            {
                BatchSize = row[5].GetInt32(),
            };
            _results.Open(node.Index, iteration, open);
        }

        foreach (var (sequence, line) in LinesJson.Read(snapshot))
        {
            _results.Lines.Restore(sequence, line);
        }

        RestoreRounds(snapshot);
        foreach (var row in snapshot.GetProperty("positions").EnumerateArray())
        {
            _positions[row[0].GetInt32()] = row[1].GetInt32();
        }

        foreach (var row in snapshot.GetProperty("care").EnumerateArray())
        {
            _care[row[0].GetInt32()] = new(row[1].GetInt32(), row[2].GetInt32(), row[3].GetString());
        }

        foreach (var row in snapshot.GetProperty("begun").EnumerateArray())
        {
            _begun[row[0].GetInt32()] = row[1].GetString()!;
        }
    }

    /// <summary>The state as it stands, under the run's lock; null for a test run that has changed the workflow's state, of which only its records know.</summary>
    private byte[]? Snapshot()
    {
        if (_overlay is { IsTest: true, HasAny: true } || _state.HasEnded || _state.NextNumber == 0)
        {
            return null;
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WritePropertyName("state");
            RunStateJson.Write(writer, _state);
            writer.WriteNumber("runningMs", _time.Elapsed.TotalMilliseconds);
            writer.WriteBoolean("replied", _hasReplied);
            var (results, kept, failed) = _results.Sequences();
            Rows(writer, "results", results, writer.WriteNumberValue);
            Rows(writer, "kept", kept, writer.WriteNumberValue);
            Rows(writer, "failed", failed, writer.WriteNumberValue);
            Rows(writer, "replaced", _results.ReplacedInputs, writer.WriteNumberValue);
            Rows(writer, "open", _results.OpenNodes, row => WriteOpen(writer, row.Place.Node, row.Place.Iteration, row.Open));
            EndedJson.Write(writer, _results.Ended);
            CameJson.Write(writer, _results);
            Rows(writer, "last", _results.Last, row => WriteLast(writer, row.Key.Node, row.Key.Around, row.Value.Sequence));
            LinesJson.Write(writer, _results.Lines.Live);
            WriteRounds(writer);
            Rows(writer, "positions", _positions, row => WritePair(writer, row.Key, row.Value));
            Rows(writer, "care", _care, row => WriteCare(writer, row.Key, row.Value));
            Rows(writer, "begun", _begun, row => WriteBegun(writer, row.Key, row.Value));
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Rows<T>(Utf8JsonWriter writer, string name, IEnumerable<T> rows, Action<T> write)
    {
        writer.WriteStartArray(name);
        foreach (var row in rows)
        {
            write(row);
        }

        writer.WriteEndArray();
    }

    private static void WriteOpen(Utf8JsonWriter writer, int node, string iteration, OpenNode open)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(node);
        writer.WriteStringValue(iteration);
        writer.WriteNumberValue(open.IngressSequence);
        writer.WriteNumberValue(open.Attempt);
        writer.WriteStringValue(open.StartedAt);
        writer.WriteNumberValue(open.BatchSize);
        writer.WriteEndArray();
    }

    private static void WriteLast(Utf8JsonWriter writer, int node, string around, long sequence)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(node);
        writer.WriteStringValue(around);
        writer.WriteNumberValue(sequence);
        writer.WriteEndArray();
    }

    private static void WritePair(Utf8JsonWriter writer, int key, int value)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(key);
        writer.WriteNumberValue(value);
        writer.WriteEndArray();
    }

    private static void WriteCare(Utf8JsonWriter writer, int handOut, HandOutCare care)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(handOut);
        writer.WriteNumberValue(care.Again);
        writer.WriteNumberValue(care.Crashes);
        writer.WriteStringValue(care.Suspect);
        writer.WriteEndArray();
    }

    private static void WriteBegun(Utf8JsonWriter writer, int handOut, string nodeId)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(handOut);
        writer.WriteStringValue(nodeId);
        writer.WriteEndArray();
    }
}
