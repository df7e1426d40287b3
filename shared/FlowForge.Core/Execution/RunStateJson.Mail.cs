using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Execution;

/// <content>Waits for messages, pauses, and messages that are kept. What there is none of is left out.</content>
public static partial class RunStateJson
{
    private static void WriteMail(Utf8JsonWriter writer, RunState state)
    {
        if (state.MailTaken > 0)
        {
            writer.WriteNumber("mail", state.MailTaken);
        }

        if (state.Waits.Count > 0)
        {
            Rows(writer, "waits", state.Waits, row => WriteWait(writer, row.Key, row.Value));
        }

        if (state.Pauses.Count > 0)
        {
            Rows(writer, "pauses", state.Pauses, row => WritePause(writer, row.Key, row.Value));
        }

        if (state.Revisions.Count > 0)
        {
            Rows(writer, "revisions", state.Revisions, row => RunRevisionJson.Write(writer, row));
        }

        if (state.Kept.Signals.Count > 0)
        {
            Rows(writer, "signals", state.Kept.Signals, row => WriteSignals(writer, row.Key, row.Value));
        }

        if (state.Kept.Answers.Count > 0)
        {
            StateRows.Write(writer, "answers", state.Kept.Answers.Select(row => new StateRow(row.Key.Node, row.Key.Iteration, [row.Value])));
        }

        if (state.Calls.Count > 0)
        {
            Rows(writer, "calls", state.Calls, row => WriteCall(writer, row.Key.Node, row.Key.Iteration, row.Value));
        }
    }

    /// <summary>The revision under which a state was written, or null.</summary>
    internal static RunRevision? LastRevision(JsonElement json) => Optional(json, "revisions").Select(RunRevisionJson.Read).LastOrDefault();

    private static void ReadMail(JsonElement json, RunState state)
    {
        state.MailTaken = json.TryGetProperty("mail", out var mail) ? mail.GetInt32() : 0;
        foreach (var row in Optional(json, "waits"))
        {
            state.Waits.Add(row[0].GetInt32(), new(
                row[1].GetInt32(), row[2].GetString()!, (WaitMode)row[3].GetInt32(), row[4].GetString(),
                row[5].ValueKind == JsonValueKind.Null ? null : row[5].GetDateTimeOffset()));
        }

        foreach (var row in Optional(json, "pauses"))
        {
            state.Pauses.Add(row[0].GetInt32(), new(
                row[1].GetInt32(), row[2].GetString()!, row[3].ValueKind == JsonValueKind.Null ? null : FailureJson.Read(row[3]), row[4].GetInt64(), row[5].GetDateTimeOffset()));
        }

        state.Revisions.AddRange(Optional(json, "revisions").Select(RunRevisionJson.Read));
        foreach (var row in Optional(json, "signals"))
        {
            foreach (var ordinal in row.EnumerateArray().Skip(1))
            {
                state.Kept.Add(row[0].GetString()!, ordinal.GetInt32());
            }
        }

        foreach (var row in Optional(json, "answers"))
        {
            state.Kept.Answers.Add((row[0].GetInt32(), row[1].GetString()!), row[2].GetInt32());
        }

        foreach (var row in Optional(json, "calls"))
        {
            state.Calls.Add((row[0].GetInt32(), row[1].GetString()!), CallProgressJson.Read(row[2]));
        }
    }

    private static void WriteWait(Utf8JsonWriter writer, int number, ArmedWait wait)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(number);
        writer.WriteNumberValue(wait.Node);
        writer.WriteStringValue(wait.Iteration);
        writer.WriteNumberValue((int)wait.Mode);
        writer.WriteStringValue(wait.Signal);
        if (wait.Until is { } until)
        {
            writer.WriteStringValue(until);
        }
        else
        {
            writer.WriteNullValue();
        }

        writer.WriteEndArray();
    }

    private static void WritePause(Utf8JsonWriter writer, int number, OpenPause pause)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(number);
        writer.WriteNumberValue(pause.Node);
        writer.WriteStringValue(pause.Iteration);
        if (pause.Failure is { } failure)
        {
            FailureJson.Write(writer, failure);
        }
        else
        {
            writer.WriteNullValue();
        }

        writer.WriteNumberValue(pause.Sequence);
        writer.WriteStringValue(pause.Until);
        writer.WriteEndArray();
    }

    private static void WriteCall(Utf8JsonWriter writer, int node, string iteration, CallProgress call)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(node);
        writer.WriteStringValue(iteration);
        CallProgressJson.Write(writer, call);
        writer.WriteEndArray();
    }

    private static void WriteSignals(Utf8JsonWriter writer, string name, Queue<int> mail)
    {
        writer.WriteStartArray();
        writer.WriteStringValue(name);
        foreach (var ordinal in mail)
        {
            writer.WriteNumberValue(ordinal);
        }

        writer.WriteEndArray();
    }

    private static JsonElement.ArrayEnumerator Optional(JsonElement json, string name) =>
        json.TryGetProperty(name, out var rows) ? rows.EnumerateArray() : default;
}
