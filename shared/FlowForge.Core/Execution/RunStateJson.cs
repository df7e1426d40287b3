using System.Buffers;
using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;

namespace FlowForge.Core.Execution;

/// <summary>Keeps a decider's state as JSON: the content of a snapshot.</summary>
public static partial class RunStateJson
{
    /// <summary>Writes the state.</summary>
    public static byte[] Write(RunState state)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer, state);
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Writes the state as one object.</summary>
    public static void Write(Utf8JsonWriter writer, RunState state)
    {
        writer.WriteStartObject();
        writer.WriteNumber("next", state.NextNumber);
        writer.WriteNumber("runs", state.NodeRuns);
        if (state.Filling is { } filling)
        {
            writer.WriteStartArray("filling");
            writer.WriteNumberValue(filling.Node);
            writer.WriteStringValue(filling.Iteration);
            filling.Held.ForEach(writer.WriteStringValue);
            writer.WriteEndArray();
        }

        if (state.Ending is { } ending)
        {
            writer.WriteStartArray("ending");
            writer.WriteNumberValue((int)ending.Status);
            writer.WriteNumberValue(ending.Sequence);
            FailureJson.WriteOrNull(writer, ending.Failure);
            writer.WriteEndArray();
        }

        if (state.Output is { } output)
        {
            writer.WriteStartArray("output");
            writer.WriteNumberValue(output.Node);
            writer.WriteStringValue(output.Iteration);
            writer.WriteNumberValue(output.Sequence);
            writer.WriteEndArray();
        }

        Rows(writer, "out", state.Out.Values, handOut => HandOutJson.Write(writer, handOut));
        Rows(writer, "timers", state.Timers, row => WriteTimer(writer, row.Key, row.Value));
        StateRows.Write(writer, "loops", state.Loops.Select(row => StateRows.Of(row.Key, row.Value)));
        StateRows.Write(writer, "iterations", state.Iterations.Select(row => StateRows.Of(row.Key, row.Value)));
        StateRows.Write(writer, "repeats", state.Repeats.Select(row => StateRows.Of(row.Key, row.Value)));
        Rows(writer, "ready", state.Ready.InOrder, ready => WriteReady(writer, ready));
        WriteMail(writer, state);
        if (state.Each is { } each)
        {
            EachJson.Write(writer, each);
        }

        writer.WriteEndObject();
    }

    /// <summary>Reads what <see cref="Write(RunState)"/> wrote. An ended run has no snapshot, so <see cref="RunState.HasEnded"/> is false.</summary>
    public static RunState Read(JsonElement json, Planning.PlanOutline outline)
    {
        var state = new RunState { NextNumber = json.GetProperty("next").GetInt32(), NodeRuns = json.GetProperty("runs").GetInt64() };
        if (json.TryGetProperty("filling", out var filling))
        {
            state.Filling = new(filling[0].GetInt32(), filling[1].GetString());
            state.Filling.Held.AddRange(filling.EnumerateArray().Skip(2).Select(iteration => iteration.GetString()!));
        }

        if (json.TryGetProperty("ending", out var ending))
        {
            state.Ending = new((RunStatus)ending[0].GetInt32(), FailureJson.ReadOrNull(ending[2]), ending[1].GetInt64());
        }

        if (json.TryGetProperty("output", out var output))
        {
            state.Output = new(output[0].GetInt32(), output[1].GetString()!, output[2].GetInt64());
        }

        foreach (var row in json.GetProperty("out").EnumerateArray())
        {
            var handOut = HandOutJson.Read(row);
            state.Out.Add(handOut.Number, handOut);
        }

        foreach (var row in json.GetProperty("timers").EnumerateArray())
        {
            state.Timers.Add(row[0].GetInt32(), new(row[1].GetInt32(), row[2].GetString()!, row[3].GetDateTimeOffset(), row[4].GetBoolean()));
        }

        ReadLive(json, state, outline);
        foreach (var row in json.GetProperty("ready").EnumerateArray())
        {
            var more = row.GetArrayLength() > 3 ? row[3] : default;
            var rounds = more.ValueKind is JsonValueKind.Undefined or JsonValueKind.Number ? null : LoopRoundsJson.Read(more);
            var mail = more.ValueKind == JsonValueKind.Number ? more.GetInt32() : 0;
            state.Ready.Queue(new(row[0].GetInt32(), row[1].GetString()!, (HandOutPhase)row[2].GetInt32(), rounds, mail));
        }

        ReadMail(json, state);
        state.Each = json.TryGetProperty("each", out var each) ? EachJson.Read(each) : null;
        return state;
    }

    private static void ReadLive(JsonElement json, RunState state, Planning.PlanOutline outline)
    {
        foreach (var row in StateRows.Read(json, "loops"))
        {
            state.Loops.Add((row.Index, row.Iteration), StateRows.Loop(row));
        }

        foreach (var row in StateRows.Read(json, "iterations"))
        {
            state.Iterations.Add((row.Index, row.Iteration), StateRows.Iteration(row, outline));
        }

        foreach (var row in StateRows.Read(json, "repeats"))
        {
            state.Repeats.Add((row.Index, row.Iteration), StateRows.Repeat(row));
        }
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

    private static void WriteTimer(Utf8JsonWriter writer, int number, ArmedTimer timer)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(number);
        writer.WriteNumberValue(timer.Node);
        writer.WriteStringValue(timer.Iteration);
        writer.WriteStringValue(timer.Until);
        writer.WriteBooleanValue(timer.IsRetry);
        writer.WriteEndArray();
    }

    private static void WriteReady(Utf8JsonWriter writer, ReadyBranch ready)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(ready.Node);
        writer.WriteStringValue(ready.Iteration);
        writer.WriteNumberValue((int)ready.Phase);
        if (ready.Rounds is { } rounds)
        {
            LoopRoundsJson.Write(writer, rounds);
        }
        else if (ready.Mail > 0)
        {
            writer.WriteNumberValue(ready.Mail);
        }

        writer.WriteEndArray();
    }
}
