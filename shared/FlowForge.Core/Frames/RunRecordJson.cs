using System.Buffers;
using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;
using FlowForge.Core.Starts;

namespace FlowForge.Core.Frames;

/// <summary>A run's row as JSON. What is null or has its default is left out.</summary>
public static class RunRecordJson
{
    /// <summary>A row as JSON.</summary>
    public static ReadOnlyMemory<byte> Write(RunRecord run)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("id", run.Id);
            writer.WriteString("workflow", run.WorkflowId);
            writer.WriteNumber("version", run.Version);
            writer.WriteString("hash", run.Hash);
            writer.WriteString("trigger", run.Trigger);
            writer.WriteString("mode", run.Mode);
            writer.WriteNumber("status", (int)run.Status);
            writer.WriteNumber("started", run.StartedAt.UtcTicks);
            writer.WriteString("family", run.Family);
            writer.WriteString("name", run.WorkflowName);
            Number(writer, "ended", run.EndedAt?.UtcTicks);
            Number(writer, "output", run.OutputSequence);
            Number(writer, "expires", run.ExpiresAt?.UtcTicks);
            Text(writer, "forkedFrom", run.ForkedFrom);
            Text(writer, "variables", run.Variables);
            Text(writer, "resumeKey", run.ResumeKey);
            Text(writer, "ticket", PlaceTicketText.Write(run.Ticket));
            Text(writer, "part", RunPartText.Write(run.Part));
            if (run.Failure is { } failure)
            {
                writer.WritePropertyName("failure");
                FailureJson.Write(writer, failure);
            }

            if (run.Caller is { } caller)
            {
                writer.WriteStartArray("caller");
                writer.WriteStringValue(caller.RunId);
                writer.WriteStringValue(caller.Text);
                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    /// <summary>A row that <see cref="Write"/> wrote.</summary>
    public static RunRecord Read(ReadOnlyMemory<byte> json)
    {
        var run = JsonElement.Parse(json.Span);
        return new()
        {
            Id = Text(run, "id")!,
            WorkflowId = Text(run, "workflow")!,
            Version = (int)Number(run, "version")!,
            Hash = Text(run, "hash")!,
            Trigger = Text(run, "trigger")!,
            Mode = Text(run, "mode")!,
            Status = (RunStatus)Number(run, "status")!,
            StartedAt = Time(run, "started")!.Value,
            Family = Text(run, "family")!,
            WorkflowName = Text(run, "name")!,
            EndedAt = Time(run, "ended"),
            OutputSequence = Number(run, "output"),
            ExpiresAt = Time(run, "expires"),
            ForkedFrom = Text(run, "forkedFrom"),
            Variables = Text(run, "variables"),
            ResumeKey = Text(run, "resumeKey"),
            Ticket = PlaceTicketText.Read(Text(run, "ticket")),
            Part = RunPartText.Read(Text(run, "part")),
            Failure = run.TryGetProperty("failure", out var failure) ? FailureJson.Read(failure) : null,
            Caller = run.TryGetProperty("caller", out var caller)
                ? RunCaller.Read(caller[0].GetString()!, caller[1].GetString()!)
                : null,
        };
    }

    private static void Number(Utf8JsonWriter writer, string name, long? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(name, number);
        }
    }

    private static void Text(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    private static long? Number(JsonElement run, string name) => run.TryGetProperty(name, out var value) ? value.GetInt64() : null;

    private static string? Text(JsonElement run, string name) => run.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static DateTimeOffset? Time(JsonElement run, string name) =>
        Number(run, name) is { } ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
}
