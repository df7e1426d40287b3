using System.Text;
using System.Text.Json;
using FlowForge.Api.Answers;
using FlowForge.Api.Writing;
using FlowForge.Core;
using FlowForge.Core.Ports;
using FlowForge.Core.Validation;

namespace FlowForge.Api.Ai;

/// <summary>A request to the AI layer that goes on without its caller.</summary>
internal sealed class AiJob(string id) : IAssistantListener, IDisposable
{
    private readonly Lock gate = new();
    private readonly StringBuilder text = new();
    private readonly CancellationTokenSource stop = new();
    private int attempt;
    private Asked<Action<Utf8JsonWriter>>? end;

    public string Id { get; } = id;

    /// <summary>When it ended; null while it works.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    public CancellationToken Stopped => stop.Token;

    public void Stop() => stop.Cancel();

    public void Dispose() => stop.Dispose();

    public void Asking(int number)
    {
        lock (gate)
        {
            attempt = number;
            text.Clear();
        }
    }

    public void Text(string piece)
    {
        lock (gate)
        {
            text.Append(piece, 0, Math.Min(piece.Length, Math.Max(0, Limits.AiReplyLength - text.Length)));
        }
    }

    public void Returned(IReadOnlyList<Problem> problems)
    {
    }

    public void End(Asked<Action<Utf8JsonWriter>> with, DateTimeOffset now)
    {
        lock (gate)
        {
            (end, EndedAt) = (with, now);
        }
    }

    /// <summary>Writes <c>{ job, status: running | done | failed, attempt, text, result?, problem? }</c>.</summary>
    public void Write(Utf8JsonWriter writer)
    {
        lock (gate)
        {
            writer.WriteStartObject();
            writer.WriteString("job"u8, Id);
            writer.WriteString("status"u8, end is not { } known ? "running"u8 : known.IsRefused ? "failed"u8 : "done"u8);
            writer.WriteNumber("attempt"u8, attempt);
            writer.WriteString("text"u8, text.ToString());
            if (end is { IsRefused: false } done)
            {
                writer.WritePropertyName("result"u8);
                done.Value!(writer);
            }
            else if (end is { Problem: { } problem })
            {
                writer.WritePropertyName("problem"u8);
                ProblemJson.Write(writer, problem);
            }

            writer.WriteEndObject();
        }
    }
}
