using System.Text.Json;
using FlowForge.Core.Serialization;

namespace FlowForge.Core.Model;

/// <summary>One step of a workflow.</summary>
public sealed record Node
{
    /// <summary>Identity within the workflow, <c>[A-Za-z0-9_-]{1,64}</c>, compared by ordinal.</summary>
    public required string Id { get; init; }

    /// <summary>What it does; a kind the catalogue lacks is kept and refused at run time.</summary>
    public required string Kind { get; init; }

    /// <summary>Version of the kind the parameters were written for; 1 or more.</summary>
    public int KindVersion { get; init; } = 1;

    /// <summary>Unique name that expressions use; null means the id.</summary>
    public string? Name { get; init; }

    /// <summary>An object; strings that start with <c>=</c> are templates.</summary>
    public JsonElement Parameters { get; init; } = JsonConstants.EmptyObject;

    /// <summary>How often a failing attempt is repeated; null means once.</summary>
    public RetryPolicy? Retry { get; init; }

    /// <summary>Time of one attempt in seconds; null means no limit of its own.</summary>
    public double? TimeoutSeconds { get; init; }

    /// <summary>What a failure does after the last attempt.</summary>
    public OnError OnError { get; init; } = OnError.Stop;

    /// <summary>Place on the canvas, or null.</summary>
    public Position? Position { get; init; }

    /// <summary>A disabled node passes its first input port to its first output port.</summary>
    public bool Disabled { get; init; }

    /// <summary>The author's remark.</summary>
    public string? Notes { get; init; }

    /// <summary>Runs with empty ports when no edge delivered.</summary>
    public bool AlwaysRun { get; init; }

    /// <summary>A run that gives no item gives one empty item.</summary>
    public bool AlwaysOutput { get; init; }

    /// <summary>Only the first item of each port is used.</summary>
    public bool RunOnce { get; init; }

    /// <summary>Credential id by slot.</summary>
    public IReadOnlyDictionary<string, string> Credentials { get; init; } = EmptyCredentials;

    /// <summary>Recorded items by output port, used only where a run's options say so. Undefined when absent.</summary>
    public JsonElement Pinned { get; init; }

    /// <summary>Anything a tool wants to keep; written back byte for byte. Undefined when absent.</summary>
    public JsonElement Meta { get; init; }

    /// <summary>The name expressions use: <see cref="Name"/>, else <see cref="Id"/>.</summary>
    public string DisplayName => Name ?? Id;

    private static readonly Dictionary<string, string> EmptyCredentials = [];
}

/// <summary>A place on the canvas, in pixels.</summary>
public readonly record struct Position(double X, double Y);

/// <summary>What a failure does after the last attempt (design 3).</summary>
public enum OnError
{
    /// <summary>Ends the run, or pauses it when healing is on.</summary>
    Stop,

    /// <summary>Passes the items on with the error on them.</summary>
    Continue,

    /// <summary>Sends the items out of the <c>error</c> port.</summary>
    ErrorOutput,

    /// <summary>Passes the items on as they came, all of them, as if the node were not there.</summary>
    Pass,
}

/// <summary>How often and how far apart attempts are.</summary>
/// <param name="MaxTries">Attempts in all, 1 to 100.</param>
/// <param name="DelaySeconds">Delay before the second attempt, 0 to 86,400; default 1.</param>
/// <param name="Backoff">How the delay grows.</param>
public sealed record RetryPolicy(int MaxTries, double DelaySeconds = 1, Backoff Backoff = Backoff.Constant)
{
    /// <summary>The delay before attempt <paramref name="attempt"/> (2 is the first repeat), at most one day.</summary>
    public TimeSpan DelayBefore(int attempt)
    {
        var factor = Backoff switch
        {
            Backoff.Constant => 1,
            Backoff.Linear => attempt - 1,
            _ => Math.Pow(2, Math.Min(attempt - 2, 30)),
        };
        return TimeSpan.FromSeconds(Math.Min(DelaySeconds * factor, 86_400));
    }
}

/// <summary>How the delay between attempts grows.</summary>
public enum Backoff
{
    /// <summary>Always the same.</summary>
    Constant,

    /// <summary>Once, twice, three times the delay.</summary>
    Linear,

    /// <summary>Doubles each time.</summary>
    Exponential,
}
