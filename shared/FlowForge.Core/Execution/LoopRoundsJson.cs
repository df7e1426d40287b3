using System.Text.Json;

namespace FlowForge.Core.Execution;

/// <summary>Rounds as JSON: an object with an array of arrays for each list.</summary>
internal static class LoopRoundsJson
{
    public static void Write(Utf8JsonWriter writer, LoopRounds rounds)
    {
        writer.WriteStartObject();
        StateRows.Write(writer, "loops", rounds.Loops);
        StateRows.Write(writer, "iterations", rounds.Iterations);
        StateRows.Write(writer, "repeats", rounds.Repeats);
        StateRows.Write(writer, "ready", rounds.Ready);
        writer.WriteStartArray("timers");
        foreach (var timer in rounds.Timers)
        {
            writer.WriteStartArray();
            writer.WriteNumberValue(timer.Node);
            writer.WriteStringValue(timer.Iteration);
            writer.WriteStringValue(timer.Until);
            writer.WriteBooleanValue(timer.IsRetry);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("left");
        foreach (var number in rounds.Left)
        {
            writer.WriteNumberValue(number);
        }

        writer.WriteEndArray();
        if (rounds.Output is { } output)
        {
            writer.WriteStartArray("output");
            writer.WriteNumberValue(output.Node);
            writer.WriteStringValue(output.Iteration);
            writer.WriteNumberValue(output.Sequence);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    public static LoopRounds Read(JsonElement json) => new()
    {
        Loops = StateRows.Read(json, "loops"),
        Iterations = StateRows.Read(json, "iterations"),
        Repeats = StateRows.Read(json, "repeats"),
        Ready = StateRows.Read(json, "ready"),
        Timers = json.GetProperty("timers").EnumerateArray()
            .Select(row => new ArmedTimer(row[0].GetInt32(), row[1].GetString()!, row[2].GetDateTimeOffset(), row[3].GetBoolean())).ToList(),
        Left = json.GetProperty("left").EnumerateArray().Select(number => number.GetInt32()).ToArray(),
        Output = json.TryGetProperty("output", out var output) ? new(output[0].GetInt32(), output[1].GetString()!, output[2].GetInt64()) : null,
    };
}
