using FlowForge.Core.Model;

namespace FlowForge.Core.Driven;

/// <summary>What the line of a key is told of a run.</summary>
/// <param name="RunId">The run.</param>
public abstract record PlaceMessage(string RunId)
{
    /// <summary>It is recorded and wants a place.</summary>
    /// <param name="RunId">The run.</param>
    /// <param name="Turn">Who came first has the smaller number; of equal ones the smaller id.</param>
    /// <param name="Limit">Places under the key, 1 or more.</param>
    /// <param name="WhenBusy">What it does when none is free.</param>
    public sealed record Ask(string RunId, long Turn, int Limit, WhenBusy WhenBusy) : PlaceMessage(RunId);

    /// <summary>It has ended, or is no more.</summary>
    public sealed record Leave(string RunId) : PlaceMessage(RunId);

    /// <summary>It is cancelled, and is not to begin unless it has its place.</summary>
    public sealed record Withdraw(string RunId) : PlaceMessage(RunId);

    /// <summary>Nobody has spoken of this line for long: one without runs forgets who has left it. It is about no run.</summary>
    public sealed record Tidy() : PlaceMessage("");
}

/// <summary>What follows from what a line was told. Each may be carried out more than once.</summary>
/// <param name="RunId">The run.</param>
public abstract record PlaceAct(string RunId)
{
    /// <summary>It has its place.</summary>
    public sealed record Begin(string RunId) : PlaceAct(RunId);

    /// <summary>It has left the line, or has not come into it, and never begins.</summary>
    /// <param name="RunId">The run.</param>
    /// <param name="Why">Why.</param>
    public sealed record End(string RunId, PlaceEnd Why) : PlaceAct(RunId);

    /// <summary>It has its place and is to end, for a later run takes it.</summary>
    public sealed record Stop(string RunId) : PlaceAct(RunId);
}

/// <summary>Why a run has left a line.</summary>
public enum PlaceEnd
{
    /// <summary>It has ended.</summary>
    Ended,

    /// <summary>It was cancelled while it waited.</summary>
    Withdrawn,

    /// <summary>There was no place, and it was to give way.</summary>
    Skipped,

    /// <summary>A later run took its turn.</summary>
    Replaced,
}
