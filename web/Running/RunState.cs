using System.Text.Json;

namespace FlowForge.Web.Running;

/// <summary>A run as the API gives it.</summary>
public sealed record RunState
{
    public required string Id { get; init; }

    public required string WorkflowId { get; init; }

    public required string WorkflowName { get; init; }

    /// <summary>Version of the workflow; 0 for a document that was not saved.</summary>
    public required int Version { get; init; }

    /// <summary>Hash of the document it is pinned to.</summary>
    public string Hash { get; init; } = "";

    /// <summary>What started it, e.g. <c>manual</c>, <c>api</c>, <c>webhook</c>.</summary>
    public string Mode { get; init; } = "";

    /// <summary>QUEUED, RUNNING, WAITING, PAUSED, COMPLETED, FAILED or CANCELLED.</summary>
    public required string Status { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public FrameFailure? Failure { get; init; }

    /// <summary>Id of the run it was forked from, or null.</summary>
    public string? ForkedFrom { get; init; }

    public IReadOnlyList<RunPause> Pauses { get; init; } = [];

    /// <summary>Whether nothing more will happen.</summary>
    public bool HasEnded => Status is "COMPLETED" or "FAILED" or "CANCELLED";

    /// <summary>Reads one of <c>/runs</c> or <c>/events</c>.</summary>
    public static RunState Read(JsonElement run) => new()
    {
        Id = run.GetProperty("id").GetString()!,
        WorkflowId = Text(run, "workflowId") ?? "",
        WorkflowName = Text(run, "workflowName") ?? Text(run, "workflowId") ?? "",
        Version = run.TryGetProperty("version", out var version) ? version.GetInt32() : 0,
        Hash = Text(run, "hash") ?? "",
        Mode = Text(run, "mode") ?? "",
        Status = run.GetProperty("status").GetString()!,
        StartedAt = run.GetProperty("startedAt").GetDateTimeOffset(),
        EndedAt = run.TryGetProperty("endedAt", out var ended) ? ended.GetDateTimeOffset() : null,
        Failure = run.TryGetProperty("failure", out var failure) ? FrameFailure.Read(failure) : null,
        ForkedFrom = Text(run, "forkedFrom"),
        Pauses = run.TryGetProperty("pauses", out var pauses) ? [.. pauses.EnumerateArray().Select(RunPause.Read)] : [],
    };

    private static string? Text(JsonElement owner, string name) => owner.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

/// <summary>Where a run is paused and waits for an answer.</summary>
/// <param name="Id">What the answer names.</param>
/// <param name="Node">The node it stands before, or that failed.</param>
/// <param name="Iteration">Its iteration.</param>
/// <param name="Reason"><c>failure</c> or <c>breakpoint</c>.</param>
public sealed record RunPause(string Id, string Node, string Iteration, string Reason)
{
    public static RunPause Read(JsonElement pause) => new(
        pause.GetProperty("id").ValueKind == JsonValueKind.String ? pause.GetProperty("id").GetString()! : pause.GetProperty("id").GetRawText(),
        pause.GetProperty("node").GetString()!,
        pause.TryGetProperty("iteration", out var iteration) ? iteration.GetString()! : "",
        pause.TryGetProperty("reason", out var reason) ? reason.GetString()! : "");
}

/// <summary>What a person answers to a pause.</summary>
/// <param name="Pause">The pause.</param>
/// <param name="Type"><c>continue</c>, <c>retry</c>, <c>skip</c> or <c>fail</c>.</param>
public sealed record PauseReply(RunPause Pause, string Type);
