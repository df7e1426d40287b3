using System.Globalization;

namespace FlowForge.Core.Ports;

/// <summary>What a message to a run is. Stored as a number: kinds are added at the end.</summary>
public enum MailKind
{
    /// <summary>A signal; <see cref="MailRow.Name"/> is its name.</summary>
    Signal,

    /// <summary>The answer to an approval or webhook wait; <see cref="MailRow.Name"/> is <see cref="WaitRow.PlaceOf"/> of the wait.</summary>
    Answer,

    /// <summary>A run that this one called has ended; <see cref="MailRow.Name"/> is <see cref="RunCaller.Place"/> of the call.</summary>
    ChildEnded,

    /// <summary>The run is to end. Only where a run is driven in another process than the one that is asked; its id is <see cref="MailRow.CancelId"/>,
    /// and <see cref="MailRow.Name"/> the code of the failure that ends it; empty when a person does.</summary>
    Cancel,

    /// <summary>The answer to a pause; <see cref="MailRow.Name"/> is <c>pause/type</c>, with <c>/by</c> behind it unless it is a person's own, the content an object of items by port, or empty.</summary>
    PauseAnswer,

    /// <summary>How the failure at a pause may be mended, kept beside the run, which has no use for it; <see cref="MailRow.Name"/> is the pause.</summary>
    Proposal,

    /// <summary>A person does not want what is proposed for a pause; <see cref="MailRow.Name"/> is the pause.</summary>
    Rejection,
}

/// <summary>A message to a run, kept in its mailbox until the run has taken it.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Id">Id of the message within the run: the second one with the same id is a repeat and changes nothing.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Whom it is for; see <see cref="MailKind"/>.</param>
/// <param name="Content">A JSON array of items, as <see cref="Frames.ItemPages"/> writes it; for <see cref="MailKind.ChildEnded"/> <c>false</c> when the run did not complete, or empty.</param>
/// <param name="At">When it came, UTC.</param>
public sealed record MailRow(string RunId, string Id, MailKind Kind, string Name, ReadOnlyMemory<byte> Content, DateTimeOffset At)
{
    /// <summary>1, 2, 3 … in the order in which the run's messages came; set by the store.</summary>
    public int Ordinal { get; init; }

    /// <summary>The one id of a <see cref="MailKind.Cancel"/>.</summary>
    public const string CancelId = "cancel";

    /// <summary>The one id that an answer to a pause can have, so that it is answered once.</summary>
    public static string PauseAnswerId(string pause) => $"pause/{pause}";

    /// <summary>The answer to a pause of a run.</summary>
    public static MailRow PauseAnswer(string runId, string pause, PauseAnswerType type, ReadOnlyMemory<byte> content, DateTimeOffset at, AnswerBy by = AnswerBy.Person) =>
        new(runId, PauseAnswerId(pause), MailKind.PauseAnswer, PauseAnswerName(pause, type, by), content, at);

    /// <summary>What is proposed for a pause of a run: one for each pause.</summary>
    public static MailRow ProposalFor(string runId, string pause, ReadOnlyMemory<byte> content, DateTimeOffset at) =>
        new(runId, $"proposal/{pause}", MailKind.Proposal, pause, content, at);

    /// <summary>That it is not wanted.</summary>
    public static MailRow RejectionOf(string runId, string pause, DateTimeOffset at) => new(runId, $"rejection/{pause}", MailKind.Rejection, pause, default, at);

    /// <summary>The pause that a <see cref="MailKind.PauseAnswer"/> is of, and what it says.</summary>
    public (string Pause, PauseAnswerType Type, AnswerBy By) ReadPauseAnswer()
    {
        var parts = Name.Split('/');
        return (parts[0], (PauseAnswerType)Number(parts[1]), parts.Length > 2 ? (AnswerBy)Number(parts[2]) : AnswerBy.Person);
    }

    private static string PauseAnswerName(string pause, PauseAnswerType type, AnswerBy by) =>
        string.Create(CultureInfo.InvariantCulture, $"{pause}/{(int)type}") + (by == AnswerBy.Person ? "" : string.Create(CultureInfo.InvariantCulture, $"/{(int)by}"));

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>The message that tells a caller of the end of a run that it called, the one such message there is.</summary>
    public static MailRow ChildEnded(RunCaller caller, RunRecord ended) => new(
        caller.RunId, $"child/{caller.Text}", MailKind.ChildEnded, caller.Place, ended.Status == RunStatus.Completed ? default : "false"u8.ToArray(), ended.EndedAt ?? ended.StartedAt);

    /// <summary>The one id that an answer to a wait can have, so that a wait is answered once.</summary>
    public static string AnswerId(string node, string iteration) => $"answer/{WaitRow.PlaceOf(node, iteration)}";
}

/// <summary>How a message was taken.</summary>
public enum MailResult
{
    /// <summary>It is durable, and the run will get it.</summary>
    Added,

    /// <summary>A message with its id came before; nothing has changed. An answer so finds its wait answered.</summary>
    Repeated,

    /// <summary>There is no such run.</summary>
    UnknownRun,

    /// <summary>The run has ended; nothing has changed.</summary>
    EndedRun,

    /// <summary>The run holds as many unread messages as it may (<see cref="Limits.SignalsKept"/>, <see cref="Limits.MailKept"/>).</summary>
    Full,

    /// <summary>The wait's deadline has passed; nothing has changed.</summary>
    Expired,
}

/// <summary>How far a run has come with its mailbox; written with the records that say so.</summary>
/// <param name="RunId">The run.</param>
/// <param name="TakenTo">All messages up to this ordinal are events in its journal; 0 changes nothing.</param>
/// <param name="Used">Messages whose content stands in a record, or will never be asked for: the store lets their content go.</param>
public sealed record MailProgress(string RunId, int TakenTo, IReadOnlyList<int> Used);
