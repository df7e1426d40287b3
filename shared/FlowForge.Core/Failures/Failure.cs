namespace FlowForge.Core.Failures;

/// <summary>An expected, recorded end of a step: part of a run's history. A fault (ours) is never one.</summary>
public sealed record Failure
{
    /// <summary>A dotted code from <see cref="FailureCodes"/> or a node kind's own.</summary>
    public required string Code { get; init; }

    /// <summary>One sentence for a person.</summary>
    public required string Message { get; init; }

    /// <summary>The node it happened on, filled in by the runner.</summary>
    public string? NodeId { get; init; }

    /// <summary>Index of the item on the first input port, when one item is to blame.</summary>
    public int? Item { get; init; }

    /// <summary>Index in its parameter's text at which the expression that failed begins, for expressions.</summary>
    public int? Position { get; init; }

    /// <summary>Whether trying the same again may help.</summary>
    public bool Retryable { get; init; }

    /// <summary>Seconds that the other side asked to wait before the same is tried again, at most <see cref="Limits.RetryAfterSeconds"/>; null when it did not say.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>The script's stack, when a script threw.</summary>
    public string? Stack { get; init; }

    /// <summary>A failure in one line of code.</summary>
    public static Failure Of(string code, string message, int? item = null, bool retryable = false) =>
        new() { Code = code, Message = message, Item = item, Retryable = retryable };
}
