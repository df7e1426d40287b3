namespace FlowForge.Core.Ports;

/// <summary>Messages to runs, and what runs wait for. A part of <see cref="IRunStore"/>, for both are written together with a run's records.</summary>
public interface IRunMail
{
    /// <summary>
    /// Keeps a message, durable when the task completes. The run is looked at in the same transaction: it exists and has not ended, the id is new,
    /// and not too much is unread. An answer also claims its wait: of several answers and the deadline exactly one comes first.
    /// An answer may come before its wait is reached.
    /// </summary>
    /// <param name="mail">The message; its ordinal is ignored.</param>
    /// <param name="now">Compared with the deadline of the wait.</param>
    ValueTask<MailResult> PostAsync(MailRow mail, DateTimeOffset now);

    /// <summary>Messages with a higher ordinal than <paramref name="after"/>, in order, at most <paramref name="limit"/>.</summary>
    ValueTask<IReadOnlyList<MailRow>> ReadMailAsync(string runId, int after, int limit, CancellationToken cancellation);

    /// <summary>Open runs with messages that are not taken.</summary>
    ValueTask<IReadOnlyList<string>> RunsWithMailAsync(CancellationToken cancellation);

    /// <summary>
    /// Claims an approval or webhook wait for its deadline, durable when the task completes. False when an answer came first; true also when it was claimed before.
    /// </summary>
    ValueTask<bool> ExpireWaitAsync(WaitKey wait);

    /// <summary>A wait, whatever its state, or null.</summary>
    ValueTask<WaitRow?> GetWaitAsync(WaitKey wait, CancellationToken cancellation);

    /// <summary>The open waits of a run.</summary>
    async ValueTask<IReadOnlyList<WaitRow>> OpenWaitsAsync(string runId, CancellationToken cancellation) =>
        [.. (await OpenWaitsAsync(cancellation).ConfigureAwait(false)).Where(wait => wait.RunId == runId)];

    /// <summary>All open waits, ordered by run.</summary>
    ValueTask<IReadOnlyList<WaitRow>> OpenWaitsAsync(CancellationToken cancellation);
}
