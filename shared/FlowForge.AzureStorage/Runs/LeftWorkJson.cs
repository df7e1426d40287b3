using System.Buffers;
using System.Text.Json;
using FlowForge.Core.Ports;
using FlowForge.Core.State;

namespace FlowForge.AzureStorage.Runs;

/// <summary>Work that was left, as JSON.</summary>
internal static class LeftWorkJson
{
    public static ReadOnlyMemory<byte> Write(LeftWork work)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            Array(writer, "state", work.State, State);
            Array(writer, "mail", work.Mail, Mail);
            Array(writer, "waits", work.Waits, Wait);
            Array(writer, "over", work.WaitsOver, static (writer, wait) => Texts(writer, wait.Node, wait.Iteration));
            Array(writer, "used", work.Used, static (writer, ordinal) => writer.WriteNumberValue(ordinal));
            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    public static LeftWork Read(string id, string runId, ReadOnlyMemory<byte> json)
    {
        var work = JsonElement.Parse(json.Span);
        return new(id)
        {
            State = [.. work.GetProperty("state").EnumerateArray().Select(write => new StateWrite(
                write[0].GetString()!, write[1].GetString()!, write[2].GetString()!, write[3].GetString()!, StateJson.Read(write[4])))],
            Mail = [.. work.GetProperty("mail").EnumerateArray().Select(Mail)],
            Waits = [.. work.GetProperty("waits").EnumerateArray().Select(wait => Wait(runId, wait))],
            WaitsOver = [.. work.GetProperty("over").EnumerateArray().Select(wait => new WaitKey(runId, wait[0].GetString()!, wait[1].GetString()!))],
            Used = [.. work.GetProperty("used").EnumerateArray().Select(ordinal => ordinal.GetInt32())],
        };
    }

    private static void State(Utf8JsonWriter writer, StateWrite write)
    {
        writer.WriteStartArray();
        writer.WriteStringValue(write.WorkflowId);
        writer.WriteStringValue(write.RunId);
        writer.WriteStringValue(write.NodeId);
        writer.WriteStringValue(write.Iteration);
        StateJson.Write(writer, write.Changes);
        writer.WriteEndArray();
    }

    private static void Mail(Utf8JsonWriter writer, MailRow mail)
    {
        writer.WriteStartArray();
        writer.WriteStringValue(mail.RunId);
        writer.WriteStringValue(mail.Id);
        writer.WriteNumberValue((int)mail.Kind);
        writer.WriteStringValue(mail.Name);
        writer.WriteBase64StringValue(mail.Content.Span);
        writer.WriteNumberValue(mail.At.UtcTicks);
        writer.WriteEndArray();
    }

    private static MailRow Mail(JsonElement mail) => new(
        mail[0].GetString()!, mail[1].GetString()!, (MailKind)mail[2].GetInt32(), mail[3].GetString()!,
        mail[4].GetBytesFromBase64(), new(mail[5].GetInt64(), TimeSpan.Zero));

    private static void Wait(Utf8JsonWriter writer, WaitRow wait)
    {
        writer.WriteStartArray();
        writer.WriteStringValue(wait.Node);
        writer.WriteStringValue(wait.Iteration);
        writer.WriteNumberValue(wait.Number);
        writer.WriteNumberValue((int)wait.Mode);
        writer.WriteNumberValue(wait.Until?.UtcTicks ?? -1);
        writer.WriteStringValue(wait.Signal);
        writer.WriteStringValue(wait.Message);
        writer.WriteNumberValue((int)wait.State);
        writer.WriteEndArray();
    }

    private static WaitRow Wait(string runId, JsonElement wait) => new(
        runId, wait[0].GetString()!, wait[1].GetString()!, wait[2].GetInt32(), (WaitMode)wait[3].GetInt32(),
        wait[4].GetInt64() is var ticks && ticks < 0 ? null : new DateTimeOffset(ticks, TimeSpan.Zero))
    {
        Signal = wait[5].GetString(),
        Message = wait[6].GetString(),
        State = (WaitState)wait[7].GetInt32(),
    };

    private static void Texts(Utf8JsonWriter writer, string first, string second)
    {
        writer.WriteStartArray();
        writer.WriteStringValue(first);
        writer.WriteStringValue(second);
        writer.WriteEndArray();
    }

    private static void Array<T>(Utf8JsonWriter writer, string name, IReadOnlyList<T> values, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
        {
            write(writer, value);
        }

        writer.WriteEndArray();
    }
}
