using System.Buffers;
using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;

namespace FlowForge.Core.Execution;

/// <summary>Keeps a decider's state as JSON: the content of a snapshot.</summary>
public static class RunStateJson
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
        Rows(writer, "loops", state.Loops, row => Flat(writer, row.Key.Node, row.Key.Iteration,
            [row.Value.Items, row.Value.BatchSize, row.Value.Concurrency, row.Value.Started, row.Value.Ended]));
        Rows(writer, "iterations", state.Iterations, row => Flat(writer, row.Key.Scope, row.Key.Iteration,
            [row.Value.Remaining, row.Value.IsAlive ? 1 : 0, .. row.Value.Counts, .. row.Value.Open, .. row.Value.Next ?? []]));
        Rows(writer, "repeats", state.Repeats, row => Flat(writer, row.Key.Scope, row.Key.Iteration,
            [row.Value.EntriesOpen, .. row.Value.Deliveries.SelectMany(pair => new[] { pair.Key, pair.Value })]));
        Rows(writer, "ready", state.Ready.InOrder, row => Flat(writer, row.Node, row.Iteration, [(int)row.Phase]));
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
        foreach (var (node, iteration, values) in Flat(json, "ready"))
        {
            state.Ready.Queue(new(node, iteration, (HandOutPhase)values[0]));
        }

        return state;
    }

    private static void ReadLive(JsonElement json, RunState state, Planning.PlanOutline outline)
    {
        foreach (var (node, iteration, v) in Flat(json, "loops"))
        {
            state.Loops.Add((node, iteration), new() { Items = v[0], BatchSize = v[1], Concurrency = v[2], Started = v[3], Ended = v[4] });
        }

        foreach (var (index, iteration, v) in Flat(json, "iterations"))
        {
            var (edges, nodes) = (outline.Scopes[index].Edges.Length, outline.Scopes[index].Nodes.Length);
            var next = v[(2 + edges + nodes)..];
            state.Iterations.Add((index, iteration), new()
            {
                Remaining = v[0],
                IsAlive = v[1] == 1,
                Counts = v[2..(2 + edges)],
                Open = v[(2 + edges)..(2 + edges + nodes)],
                Next = outline.Scopes[index].Role == Planning.ScopeRole.Repeat ? next : null,
            });
        }

        foreach (var (scope, iteration, v) in Flat(json, "repeats"))
        {
            var deliveries = Enumerable.Range(0, (v.Length - 1) / 2).ToDictionary(i => v[1 + (2 * i)], i => v[2 + (2 * i)]);
            state.Repeats.Add((scope, iteration), new() { EntriesOpen = v[0], Deliveries = deliveries });
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

    private static void Flat(Utf8JsonWriter writer, int index, string iteration, ReadOnlySpan<int> values)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(index);
        writer.WriteStringValue(iteration);
        foreach (var value in values)
        {
            writer.WriteNumberValue(value);
        }

        writer.WriteEndArray();
    }

    private static IEnumerable<(int Index, string Iteration, int[] Values)> Flat(JsonElement json, string name) =>
        json.GetProperty(name).EnumerateArray().Select(row =>
            (row[0].GetInt32(), row[1].GetString()!, row.EnumerateArray().Skip(2).Select(value => value.GetInt32()).ToArray()));
}
