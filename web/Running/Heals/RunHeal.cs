using System.Text.Json;
using FlowForge.Core.Assistance;

namespace FlowForge.Web.Running.Heals;

/// <summary>A change of a run: one that it has gone on with, or one that is or was proposed for a pause.</summary>
public sealed record RunHeal
{
    /// <summary>The pause, or null when it is not known.</summary>
    public string? Pause { get; init; }

    /// <summary>The node that had failed, or null.</summary>
    public string? Node { get; init; }

    /// <summary><c>open</c>, <c>taken</c>, <c>edited</c>, <c>rejected</c> or <c>answered</c>.</summary>
    public required string Status { get; init; }

    /// <summary><c>change</c>, <c>items</c>, <c>retry</c> or <c>none</c>.</summary>
    public string Action { get; init; } = "change";

    public string Explanation { get; init; } = "";

    /// <summary>Number of the revision it gave, or null.</summary>
    public int? Revision { get; init; }

    /// <summary><c>person</c> or <c>healer</c>; null while it is open.</summary>
    public string? By { get; init; }

    /// <summary>What the pause was answered with, or null.</summary>
    public string? Answer { get; init; }

    /// <summary>Why a run that heals itself has not taken it, or null.</summary>
    public string? Waits { get; init; }

    /// <summary>When it was decided, else when it was proposed; null when it is not known.</summary>
    public DateTimeOffset? At { get; init; }

    public HealTrial? Trial { get; init; }

    /// <summary>Other values for the item that failed, or null.</summary>
    public DataFix? Data { get; init; }

    /// <summary>Whether a person can have the run go on with it.</summary>
    public bool CanBeTaken => Action is "change" or "items";

    /// <summary>All of it: a proposal, as JSON.</summary>
    public required JsonElement Json { get; init; }

    /// <summary>The operations, as a person edits them.</summary>
    public string Operations => Editor.Document.JsonText.Pretty(Json.GetProperty("operations"));

    /// <summary>Reads one of <c>/runs/{id}/proposals</c>.</summary>
    public static RunHeal Read(JsonElement heal) => new()
    {
        Pause = Text(heal, "pause"),
        Node = Text(heal, "node"),
        Status = Text(heal, "status") ?? "taken",
        Action = Text(heal, "action") ?? "change",
        Explanation = Text(heal, "explanation") ?? "",
        Revision = heal.TryGetProperty("revision", out var revision) ? revision.GetInt32() : null,
        By = Text(heal, "by"),
        Answer = Text(heal, "answer"),
        Waits = Text(heal, "waits"),
        At = (Text(heal, "answeredAt") ?? Text(heal, "at")) is { } at ? DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture) : null,
        Trial = heal.TryGetProperty("trial", out var trial) ? HealTrial.Read(trial) : null,
        Data = heal.TryGetProperty("data", out var data) ? DataFixJson.Read(data) : null,
        Json = heal,
    };

    /// <summary>What became of it, in a few words.</summary>
    public string Standing => (Status, By, Answer) switch
    {
        ("taken", "healer", "retry") => "Tried again by itself",
        ("taken", "healer", _) => "Made by itself",
        ("taken", _, "retry") => "Tried again",
        ("taken", _, _) => "Accepted",
        ("edited", _, _) => "Changed before it was accepted",
        ("rejected", _, _) => "Rejected",
        ("answered", _, "retry") => "Tried again instead",
        ("answered", _, "skip") => "Skipped instead",
        ("answered", _, "fail") => "Given up instead",
        ("answered", _, _) => "Answered in another way",
        _ => "Waits for you",
    };

    private static string? Text(JsonElement owner, string name) => owner.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

/// <summary>What trying a change on the recorded items came to.</summary>
/// <param name="Outcome"><c>passed</c>, <c>failed</c> or <c>notTried</c>.</param>
/// <param name="Detail">One sentence.</param>
/// <param name="Steps">What ran.</param>
/// <param name="StoppedAt">The node at which it could not go on, or null.</param>
/// <param name="Reason">Why, or null.</param>
public sealed record HealTrial(string Outcome, string Detail, IReadOnlyList<HealStep> Steps, string? StoppedAt, string? Reason)
{
    /// <summary>Reads it.</summary>
    public static HealTrial Read(JsonElement trial) => new(
        trial.GetProperty("outcome").GetString()!,
        trial.GetProperty("detail").GetString()!,
        trial.TryGetProperty("steps", out var steps) ? [.. steps.EnumerateArray().Select(HealStep.Read)] : [],
        trial.TryGetProperty("stoppedAt", out var stopped) ? stopped.GetString() : null,
        trial.TryGetProperty("reason", out var reason) ? reason.GetString() : null);
}

/// <summary>A node's run in a trial.</summary>
/// <param name="Node">The node.</param>
/// <param name="Iteration">Its iteration.</param>
/// <param name="Status">As frames have it.</param>
/// <param name="Items">Items that came out.</param>
/// <param name="Answered"><c>recording</c> or <c>earlierRun</c> when it was not run; else null.</param>
/// <param name="Failure">Why it failed, or null.</param>
public sealed record HealStep(string Node, string Iteration, string Status, int Items, string? Answered, string? Failure)
{
    /// <summary>Reads it.</summary>
    public static HealStep Read(JsonElement step) => new(
        step.GetProperty("node").GetString()!,
        step.TryGetProperty("iteration", out var iteration) ? iteration.GetString()! : "",
        step.GetProperty("status").GetString()!,
        step.GetProperty("counts").EnumerateObject().Sum(static port => port.Value.GetInt32()),
        step.TryGetProperty("answered", out var answered) ? answered.GetString() : null,
        step.TryGetProperty("failure", out var failure) ? failure.GetString() : null);
}
