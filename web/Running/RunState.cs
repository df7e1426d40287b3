using System.Text.Json;

namespace FlowForge.Web.Running;

/// <summary>A run as the API gives it.</summary>
public sealed record RunState(string Id, string Status, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, FrameFailure? Failure)
{
    /// <summary>Whether nothing more will happen.</summary>
    public bool HasEnded => Status is "COMPLETED" or "FAILED" or "CANCELLED";

    /// <summary>Reads one of <c>/runs</c> or <c>/events</c>.</summary>
    public static RunState Read(JsonElement run) => new(
        run.GetProperty("id").GetString()!,
        run.GetProperty("status").GetString()!,
        run.GetProperty("startedAt").GetDateTimeOffset(),
        run.TryGetProperty("endedAt", out var ended) ? ended.GetDateTimeOffset() : null,
        run.TryGetProperty("failure", out var failure) ? FrameFailure.Read(failure) : null);
}
