using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Execution;

/// <content>Approvals and webhook waits, found by their tokens.</content>
public sealed partial class RunEngine
{
    /// <inheritdoc/>
    public async ValueTask<AnsweredWait?> FindWaitAsync(string token, CancellationToken cancellation)
    {
        if (await GenuineAsync(token, cancellation).ConfigureAwait(false) is not var (read, run))
        {
            return null;
        }

        var planned = await PlanOfAsync(run, cancellation).ConfigureAwait(false);
        if (planned.Plan.FindById(read.Node) is not { Kind: ISuspendingKind kind } node)
        {
            return null;
        }

        var row = await _parts.Runs.GetWaitAsync(new(run.Id, read.Node, read.Iteration), cancellation).ConfigureAwait(false);
        return new(run, node.Node, read.Iteration, kind.ModeOf(node.Node), StateOf(run, row), row is not null, row?.Until, row?.Message);
    }

    /// <inheritdoc/>
    public async ValueTask<MailResult> AnswerAsync(string token, IReadOnlyList<Item> items, CancellationToken cancellation)
    {
        if (await GenuineAsync(token, cancellation).ConfigureAwait(false) is not var (read, run))
        {
            return MailResult.UnknownRun;
        }

        cancellation.ThrowIfCancellationRequested();
        var place = WaitRow.PlaceOf(read.Node, read.Iteration);
        return await PostAsync(new(
            run.Id, MailRow.AnswerId(read.Node, read.Iteration), MailKind.Answer, place, ItemPages.Write(items), _parts.Clock.GetUtcNow())).ConfigureAwait(false);
    }

    private async ValueTask<(ResumeToken Token, RunRecord Run)?> GenuineAsync(string token, CancellationToken cancellation) =>
        ResumeToken.TryRead(token, out var read) && await GetAsync(read.RunId, cancellation).ConfigureAwait(false) is { } run && read.IsOf(run)
            ? (read, run)
            : null;

    private WaitState StateOf(RunRecord run, WaitRow? row) =>
        row is { State: WaitState.Answered } ? WaitState.Answered
        : row is { State: WaitState.Expired } || row?.Until <= _parts.Clock.GetUtcNow() ? WaitState.Expired
        : run.HasEnded ? WaitState.Closed
        : WaitState.Open;
}
