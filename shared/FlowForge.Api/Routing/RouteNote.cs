namespace FlowForge.Api.Routing;

/// <summary>What the audit log is told of a call that was answered well.</summary>
/// <param name="Action">What was done, dotted.</param>
/// <param name="Subject">On what; a <c>{name}</c> stands for that segment of the path. The handler may say it instead, where the path does not.</param>
internal sealed record RouteNote(string Action, string Subject)
{
    /// <summary>The room that makes the change writes the entry itself.</summary>
    public static readonly RouteNote ByRoom = new("", "");

    /// <summary>Nothing is changed: the route reads, checks or proposes.</summary>
    public static readonly RouteNote Nothing = new("", "");

    /// <summary>Whether the answer waits until the entry is durable. Not for what many ask at once: the entry is written with the same commit, or the next.</summary>
    public bool IsAwaited { get; init; } = true;

    /// <summary>Whether there is an entry to write here.</summary>
    public bool IsWritten => Action.Length > 0;

    /// <summary>The subject of a call.</summary>
    public string SubjectOf(ApiCall call)
    {
        var from = Subject.IndexOf('{', StringComparison.Ordinal);
        return from < 0 ? Subject : $"{Subject[..from]}{call.Value(Subject[(from + 1)..^1])}";
    }
}
