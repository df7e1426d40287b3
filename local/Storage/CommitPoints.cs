namespace FlowForge.Local.Storage;

/// <summary>Named points round a commit where a test may record, or throw as a dying host would.</summary>
internal sealed record CommitPoints
{
    /// <summary>All of the group is written and nothing is committed. Throwing here undoes the group.</summary>
    public Action BeforeCommit { get; init; } = static () => { };

    /// <summary>The group is durable and no waiter knows it yet. Throwing here tells the waiters of a fault although it is.</summary>
    public Action AfterCommit { get; init; } = static () => { };
}
