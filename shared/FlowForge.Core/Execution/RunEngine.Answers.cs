using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Execution;

/// <content>Approvals and webhook waits, found by their tokens.</content>
public sealed partial class RunEngine
{
    private readonly WaitLookup _lookup;

    /// <inheritdoc/>
    public ValueTask<AnsweredWait?> FindWaitAsync(string token, CancellationToken cancellation) => _lookup.FindAsync(token, cancellation);

    /// <inheritdoc/>
    public async ValueTask<MailResult> AnswerAsync(string token, IReadOnlyList<Item> items, CancellationToken cancellation)
    {
        if (await _lookup.GenuineAsync(token, cancellation).ConfigureAwait(false) is not var (read, _))
        {
            return MailResult.UnknownRun;
        }

        cancellation.ThrowIfCancellationRequested();
        return await PostAsync(WaitLookup.Answer(read, items, _parts.Clock.GetUtcNow())).ConfigureAwait(false);
    }
}
