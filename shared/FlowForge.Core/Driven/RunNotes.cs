using System.Text.Json;
using FlowForge.Core.Execution;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Driven;

/// <summary>What the driver has to have recorded: nodes that were skipped or cancelled outside a hand-out, and what the run's row says. Nodes by index.</summary>
public sealed record RunNotes
{
    /// <summary>Nodes that were skipped.</summary>
    public IReadOnlyList<RunCommand.Skip> Skips { get; init; } = [];

    /// <summary>Waits and loops that were cancelled.</summary>
    public IReadOnlyList<RunCommand.MarkCancelled> Cancelled { get; init; } = [];

    /// <summary>Waits that ended with the run, by node and iteration. Those that end before it are over with the hand-out that follows them.</summary>
    public IReadOnlyList<(int Node, string Iteration)> WaitsOver { get; init; } = [];

    /// <summary>The same of pauses.</summary>
    public IReadOnlyList<(int Node, string Iteration)> PausesOver { get; init; } = [];

    /// <summary>How many changed documents the run has gone on with.</summary>
    public int Revision { get; init; }

    /// <summary>Ordinal of the last message that the decider was told of; 0 for none.</summary>
    public int MailTaken { get; init; }

    /// <summary>RUNNING, WAITING or PAUSED; the status of <see cref="End"/> once there is one.</summary>
    public RunStatus Status { get; init; } = RunStatus.Running;

    /// <summary>The run's end. A node's failure has no words in it; they stand in its record.</summary>
    public RunCommand.End? End { get; init; }

    /// <summary>Sequence of the record that made the run fail; null when it was no node's.</summary>
    public long? FailedAt { get; init; }

    /// <summary>Writes the notes into an object that is being written.</summary>
    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("skips"u8);
        foreach (var skip in Skips)
        {
            Row(writer, skip.Iteration.Path, [skip.Number, .. skip.Nodes]);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("cancelled"u8);
        foreach (var cancelled in Cancelled)
        {
            Row(writer, cancelled.Iteration.Path, [cancelled.Number, cancelled.Node]);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("over"u8);
        foreach (var (node, iteration) in WaitsOver)
        {
            Row(writer, iteration, [node]);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("pausesOver"u8);
        foreach (var (node, iteration) in PausesOver)
        {
            Row(writer, iteration, [node]);
        }

        writer.WriteEndArray();
        writer.WriteNumber("revision"u8, Revision);
        writer.WriteNumber("mail"u8, MailTaken);
        writer.WriteNumber("status"u8, (int)Status);
        if (End is { } end)
        {
            writer.WriteStartObject("end"u8);
            if (FailedAt is { } sequence)
            {
                writer.WriteNumber("at"u8, sequence);
            }

            if (end.Output is { } output)
            {
                writer.WriteNumber("output"u8, output);
            }

            if (end.Failure is { } failure)
            {
                writer.WritePropertyName("failure"u8);
                FailureJson.Write(writer, failure);
            }

            writer.WriteEndObject();
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static RunNotes Read(JsonElement json)
    {
        var status = (RunStatus)json.GetProperty("status"u8).GetInt32();
        return new()
        {
            Skips = [.. Rows(json, "skips").Select(static row => new RunCommand.Skip(row.Numbers[0], row.Numbers[1..], new(row.Iteration)))],
            Cancelled = [.. Rows(json, "cancelled").Select(static row => new RunCommand.MarkCancelled(row.Numbers[0], row.Numbers[1], new(row.Iteration)))],
            WaitsOver = [.. Rows(json, "over").Select(static row => (row.Numbers[0], row.Iteration))],
            PausesOver = json.TryGetProperty("pausesOver"u8, out _) ? [.. Rows(json, "pausesOver").Select(static row => (row.Numbers[0], row.Iteration))] : [],
            Revision = json.TryGetProperty("revision"u8, out var revision) ? revision.GetInt32() : 0,
            MailTaken = json.GetProperty("mail"u8).GetInt32(),
            Status = status,
            End = json.TryGetProperty("end"u8, out var end) ? ReadEnd(end, status) : null,
            FailedAt = end.ValueKind == JsonValueKind.Object && end.TryGetProperty("at"u8, out var at) ? at.GetInt64() : null,
        };
    }

    private static RunCommand.End ReadEnd(JsonElement end, RunStatus status) => new(
        status,
        end.TryGetProperty("failure"u8, out var failure) ? FailureJson.Read(failure) : null,
        end.TryGetProperty("output"u8, out var output) ? output.GetInt64() : null);

    private static void Row(Utf8JsonWriter writer, string iteration, int[] numbers)
    {
        writer.WriteStartArray();
        writer.WriteStringValue(iteration);
        foreach (var number in numbers)
        {
            writer.WriteNumberValue(number);
        }

        writer.WriteEndArray();
    }

    private static IEnumerable<(string Iteration, int[] Numbers)> Rows(JsonElement json, string name) => json.GetProperty(name).EnumerateArray()
        .Select(static row => (row[0].GetString()!, row.EnumerateArray().Skip(1).Select(static number => number.GetInt32()).ToArray()));
}
