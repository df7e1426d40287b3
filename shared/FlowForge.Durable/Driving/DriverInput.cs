using System.Buffers;
using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Execution;
using FlowForge.Core.Planning;
using FlowForge.Core.Ports;
using FlowForge.Durable.Plans;

namespace FlowForge.Durable.Driving;

/// <summary>Input of an orchestration, of the first generation and of each that follows.</summary>
public sealed record DriverInput
{
    /// <summary>Version of the decider; see <see cref="Deciders"/>.</summary>
    public int Decider { get; init; } = Deciders.Newest;

    /// <summary>Id of the run, which is that of the instance too.</summary>
    public required string RunId { get; init; }

    /// <summary>The plan's outline, as <see cref="OutlineJson"/> writes it.</summary>
    public required JsonElement Outline { get; init; }

    /// <summary>Hand-outs at a time.</summary>
    public int Window { get; init; } = Limits.DurableWindow;

    /// <summary>Seconds of running time that the run may take; null for any.</summary>
    public double? TimeoutSeconds { get; init; }

    /// <summary>Seconds that it has run in the generations before.</summary>
    public double RanSeconds { get; init; }

    /// <summary>The decider's state, as <see cref="RunStateJson"/> writes it; null in the first generation.</summary>
    public JsonElement? State { get; init; }

    /// <summary>The status that was recorded last.</summary>
    public RunStatus Status { get; init; } = RunStatus.Running;

    /// <summary>The input as JSON.</summary>
    public JsonElement Write()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteNumber("decider"u8, Decider);
            writer.WriteString("run"u8, RunId);
            writer.WriteNumber("window"u8, Window);
            if (TimeoutSeconds is { } seconds)
            {
                writer.WriteNumber("timeout"u8, seconds);
                writer.WriteNumber("ran"u8, RanSeconds);
            }

            writer.WriteBoolean("waiting"u8, Status == RunStatus.Waiting);
            if (Status is RunStatus.Paused or RunStatus.Queued)
            {
                writer.WriteBoolean(Status == RunStatus.Paused ? "paused"u8 : "queued"u8, true);
            }

            writer.WritePropertyName("outline"u8);
            Outline.WriteTo(writer);
            if (State is { } state)
            {
                writer.WritePropertyName("state"u8);
                state.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static DriverInput Read(JsonElement json) => new()
    {
        Decider = json.GetProperty("decider"u8).GetInt32(),
        RunId = json.GetProperty("run"u8).GetString()!,
        Window = json.GetProperty("window"u8).GetInt32(),
        TimeoutSeconds = json.TryGetProperty("timeout"u8, out var timeout) ? timeout.GetDouble() : null,
        RanSeconds = json.TryGetProperty("ran"u8, out var ran) ? ran.GetDouble() : 0,
        Status = json.GetProperty("waiting"u8).GetBoolean() ? RunStatus.Waiting
            : json.TryGetProperty("paused"u8, out _) ? RunStatus.Paused
            : json.TryGetProperty("queued"u8, out _) ? RunStatus.Queued
            : RunStatus.Running,
        Outline = json.GetProperty("outline"u8),
        State = json.TryGetProperty("state"u8, out var state) ? state : null,
    };

    /// <summary>The plan's outline.</summary>
    public PlanOutline ReadOutline() => OutlineJson.Read(Outline);
}
