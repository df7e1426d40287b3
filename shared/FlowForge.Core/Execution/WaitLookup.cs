using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Execution;

/// <summary>Approvals and webhook waits, found by their tokens.</summary>
/// <param name="parts">The host's parts.</param>
/// <param name="plans">Plans of runs.</param>
/// <param name="get">A run as it stands.</param>
/// <param name="changed">The document of a run that was changed in flight; null where none is.</param>
internal sealed class WaitLookup(
    EngineParts parts, PlanCache plans, Func<string, CancellationToken, ValueTask<RunRecord?>> get, Func<string, CancellationToken, ValueTask<PlannedWorkflow?>>? changed = null)
{
    /// <summary>The wait of a token; null when there is none, or the token is not genuine.</summary>
    public async ValueTask<AnsweredWait?> FindAsync(string token, CancellationToken cancellation)
    {
        if (await GenuineAsync(token, cancellation).ConfigureAwait(false) is not var (read, run))
        {
            return null;
        }

        var planned = await plans.OfAsync(run, cancellation).ConfigureAwait(false);
        var found = planned.Plan.FindById(read.Node);
        if (found is null && changed is not null)
        {
            found = (await changed(run.Id, cancellation).ConfigureAwait(false))?.Plan.FindById(read.Node);
        }

        if (found is not { Kind: ISuspendingKind kind } node)
        {
            return null;
        }

        var row = await parts.Runs.GetWaitAsync(new(run.Id, read.Node, read.Iteration), cancellation).ConfigureAwait(false);
        return new(run, node.Node, read.Iteration, kind.ModeOf(node.Node), StateOf(run, row), row is not null, row?.Until, row?.Message);
    }

    /// <summary>What a genuine token says, and its run.</summary>
    public async ValueTask<(ResumeToken Token, RunRecord Run)?> GenuineAsync(string token, CancellationToken cancellation) =>
        ResumeToken.TryRead(token, out var read) && await get(read.RunId, cancellation).ConfigureAwait(false) is { } run && read.IsOf(run)
            ? (read, run)
            : null;

    /// <summary>The message that answers a wait.</summary>
    public static MailRow Answer(ResumeToken token, IReadOnlyList<Item> items, DateTimeOffset now) => new(
        token.RunId, MailRow.AnswerId(token.Node, token.Iteration), MailKind.Answer, WaitRow.PlaceOf(token.Node, token.Iteration), ItemPages.Write(items), now);

    /// <summary>Open waits as the API shows them; the pause before a node is tried again is not one.</summary>
    public static IReadOnlyList<OpenWait> Shown(IEnumerable<WaitRow> rows, RunRecord run, EngineParts parts) =>
        [.. rows.Where(row => row.Mode is not (WaitMode.Retry or WaitMode.Pause)).Select(row => new OpenWait(row.Node, row.Iteration, row.Mode, row.Until, row.Signal,
            row.HasAddress && run.ResumeKey is { } key ? parts.ResumeAddress(ResumeToken.Write(run.Id, key, row.Node, row.Iteration)) : null))];

    private WaitState StateOf(RunRecord run, WaitRow? row) =>
        row is { State: WaitState.Answered } ? WaitState.Answered
        : row is { State: WaitState.Expired } || row?.Until <= parts.Clock.GetUtcNow() ? WaitState.Expired
        : run.HasEnded ? WaitState.Closed
        : WaitState.Open;
}
