using FlowForge.Core.Ports;

namespace FlowForge.AzureStorage.Mail;

/// <summary>What a write changes of a run's waits and of its mailbox.</summary>
internal sealed record WaitChanges
{
    /// <summary>Waits that have begun.</summary>
    public IReadOnlyList<WaitRow> Begun { get; init; } = [];

    /// <summary>Waits that are over.</summary>
    public IReadOnlyList<WaitKey> Over { get; init; } = [];

    /// <summary>The last ordinal that the run has taken; 0: unchanged.</summary>
    public int Taken { get; init; }

    /// <summary>Messages whose content is let go.</summary>
    public IReadOnlyList<int> Used { get; init; } = [];

    /// <summary>Those of a write.</summary>
    public static WaitChanges Of(JournalWrite write) => new()
    {
        Begun = write.Waits, Over = write.WaitsOver, Taken = write.MailTaken?.TakenTo ?? 0, Used = write.MailTaken?.Used ?? [],
    };
}
