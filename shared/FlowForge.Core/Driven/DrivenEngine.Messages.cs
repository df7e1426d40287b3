using FlowForge.Core.Execution;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Driven;

/// <content>Messages to runs: a row in the mailbox first, and only then a ring at the door.</content>
public sealed partial class DrivenEngine
{
    private readonly WaitLookup _waits;

    /// <inheritdoc/>
    public async ValueTask<bool?> CancelAsync(string runId, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var result = await StopAsync(runId, "").ConfigureAwait(false);
        if (result is MailResult.Added or MailResult.Repeated && await GetAsync(runId, CancellationToken.None).ConfigureAwait(false) is { Status: RunStatus.Queued, Ticket: not null } waiting)
        {
            await Turns.WithdrawAsync(waiting, CancellationToken.None).ConfigureAwait(false);
        }

        return result switch
        {
            MailResult.UnknownRun => null,
            MailResult.EndedRun => false,
            MailResult.Repeated => await GetAsync(runId, cancellation).ConfigureAwait(false) is { HasEnded: false },
            _ => true,
        };
    }

    /// <inheritdoc/>
    public ValueTask<MailResult> SignalAsync(
        string runId, string name, string? messageId, IReadOnlyList<Item> items, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return PostAsync(new(
            runId, $"signal/{messageId ?? _parts.Ids.NewToken()}", MailKind.Signal, name, ItemPages.Write(items), _parts.Clock.GetUtcNow()));
    }

    /// <inheritdoc/>
    public async ValueTask<AnsweredWait?> FindWaitAsync(string token, CancellationToken cancellation) =>
        await _waits.FindAsync(token, cancellation).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<MailResult> AnswerAsync(string token, IReadOnlyList<Item> items, CancellationToken cancellation) =>
        await _waits.GenuineAsync(token, cancellation).ConfigureAwait(false) is var (read, _)
            ? await PostAsync(WaitLookup.Answer(read, items, _parts.Clock.GetUtcNow())).ConfigureAwait(false)
            : MailResult.UnknownRun;

    /// <summary>A run that has its place, or needs none, is to end.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="code">Code of the failure that ends it; empty when a person does.</param>
    internal ValueTask<MailResult> StopAsync(string runId, string code) =>
        PostAsync(new(runId, MailRow.CancelId, MailKind.Cancel, code, default, _parts.Clock.GetUtcNow()));

    private async ValueTask<MailResult> PostAsync(MailRow mail)
    {
        var result = await _parts.Runs.PostAsync(mail, mail.At).ConfigureAwait(false);
        if (result is MailResult.Added or MailResult.Repeated)
        {
            await _instances.RingAsync(mail.RunId, CancellationToken.None).ConfigureAwait(false);
        }

        return result;
    }
}
