using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Execution;

/// <content>Messages to runs: a row in the mailbox first, and only then a ring at the door.</content>
public sealed partial class RunEngine
{
    /// <inheritdoc/>
    public ValueTask<MailResult> SignalAsync(
        string runId, string name, string? messageId, IReadOnlyList<Item> items, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return PostAsync(new(
            runId, $"signal/{messageId ?? _parts.Ids.NewToken()}", MailKind.Signal, name, ItemPages.Write(items), _parts.Clock.GetUtcNow()));
    }

    private async ValueTask<MailResult> PostAsync(MailRow mail)
    {
        MailResult result;
        try
        {
            result = await _parts.Runs.PostAsync(mail, mail.At).ConfigureAwait(false);
        }
        catch (StoreFault)
        {
            // It may have been kept all the same, and the sender may never ask again.
            Ring(mail.RunId);
            throw;
        }

        if (result == MailResult.UnknownRun && _open.TryGetValue(mail.RunId, out var open) && open.Live is { } unwritten)
        {
            // It runs, and nothing has asked for its row yet.
            await unwritten.RecordAsync().ConfigureAwait(false);
            result = await _parts.Runs.PostAsync(mail, mail.At).ConfigureAwait(false);
        }

        if (result is MailResult.Added or MailResult.Repeated)
        {
            // Of a repeat too: whoever sent it first may not have been told that it was kept, and nobody has rung then.
            Ring(mail.RunId);
        }

        return result;
    }
}
