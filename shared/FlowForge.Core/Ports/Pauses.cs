using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Proposals;

namespace FlowForge.Core.Ports;

/// <summary>A failure or a breakpoint at which a run has stopped until a person answers (semantics 7).</summary>
/// <param name="Id">Id of the pause within its run.</param>
/// <param name="Node">The node that failed, or that is to run next.</param>
/// <param name="Iteration">Its iteration.</param>
/// <param name="Failure">Why it failed; null before a breakpoint.</param>
/// <param name="Until">When the run fails without an answer, UTC.</param>
public sealed record NodePause(string Id, string Node, string Iteration, Failure? Failure, DateTimeOffset Until)
{
    /// <summary>Whether an answer of this type goes with it: before a breakpoint nothing has failed that could be tried again or given up.</summary>
    public bool Takes(PauseAnswerType type) => type switch
    {
        PauseAnswerType.Continue => Failure is null,
        PauseAnswerType.Retry or PauseAnswerType.Fail => Failure is not null,
        _ => true,
    };
}

/// <summary>What a person answers to a pause. Stored as a number: types are added at the end.</summary>
public enum PauseAnswerType
{
    /// <summary>The node is run once more.</summary>
    Retry,

    /// <summary>The node is not run; its output is given.</summary>
    Items,

    /// <summary>The node is not run; its first input port goes to its first output port, as of a disabled node.</summary>
    Skip,

    /// <summary>The run fails.</summary>
    Fail,

    /// <summary>The node that stands behind a breakpoint is run.</summary>
    Continue,

    /// <summary>The run goes on with a changed document: the node is run once more, or for the first time.</summary>
    Apply,
}

/// <summary>Whose answer to a pause it is. Stored as a number: they are added at the end.</summary>
public enum AnswerBy
{
    /// <summary>A person's own.</summary>
    Person,

    /// <summary>A person has accepted what was proposed.</summary>
    Accepted,

    /// <summary>A person has changed what was proposed, and accepted that.</summary>
    Edited,

    /// <summary>The host itself, with <c>healing: auto</c>.</summary>
    Healer,
}

/// <summary>An answer to a pause.</summary>
/// <param name="Type">What is to be done.</param>
/// <param name="Items">The node's output by port, with <see cref="PauseAnswerType.Items"/>; a port that is not named has none.</param>
public sealed record PauseAnswer(PauseAnswerType Type, IReadOnlyDictionary<string, IReadOnlyList<Item>>? Items = null)
{
    /// <summary>The change, with <see cref="PauseAnswerType.Apply"/>.</summary>
    public IReadOnlyList<WorkflowOperation> Operations { get; init; } = [];

    /// <summary>Whose answer it is.</summary>
    public AnswerBy By { get; init; }
}

/// <summary>How an answer was taken.</summary>
public abstract record PauseResult
{
    /// <summary>Failure code of a change that only a fork can make.</summary>
    public const string NeedsFork = "revision.needsFork";

    private PauseResult()
    {
    }

    /// <summary>It is durable, and the run goes on by it.</summary>
    public sealed record Taken : PauseResult;

    /// <summary>There is no such run, or it has no such pause.</summary>
    public sealed record Unknown(bool IsRun) : PauseResult;

    /// <summary>The pause was answered before, or the run has ended.</summary>
    public sealed record Over(bool HasEnded) : PauseResult;

    /// <summary>The run holds as many unread messages as it may (<see cref="Limits.MailKept"/>); nothing has changed.</summary>
    public sealed record Full : PauseResult;

    /// <summary>The answer cannot be taken: <c>resume.wrongAnswer</c> to this pause; of items <c>resume.unknownPort</c>, <c>limit.item</c>, <c>binary.unknown</c>;
    /// of a change <c>operation.*</c>, the first problem of the changed document, <c>credential.unavailable</c>, and <see cref="NeedsFork"/> where only a fork can make it.</summary>
    public sealed record Refused(Failure Failure) : PauseResult;
}
