using System.Text;
using FlowForge.Core.Execution;
using FlowForge.Core.Frames;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Driven;

/// <content>Runs that pause and go on, and the memos of nodes that call others in rounds.</content>
public sealed partial class DrivenRuns
{
    /// <summary>
    /// A pause that nobody has answered is answered with fail, by the one message that can be its answer. False when there is an answer now, this one or another;
    /// true when the mailbox takes none.
    /// </summary>
    public async Task<bool> ExpirePauseAsync(string runId, int number)
    {
        var now = _parts.Clock.GetUtcNow();
        var answer = MailRow.PauseAnswer(runId, FormattableString.Invariant($"{number}"), PauseAnswerType.Fail, default, now);
        return await _parts.Runs.PostAsync(answer, now).ConfigureAwait(false) == MailResult.Full;
    }

    ValueTask<PlannedWorkflow> IRunHost.PlanOfAsync(RunRecord record, RunRevision revision, CancellationToken cancellation) => _plans.OfAsync(record, revision, cancellation);

    /// <summary>The answer with whose revision a hand-out begins; null for any other hand-out.</summary>
    private async Task<RunEvent.PauseAnswered?> RevisedByAsync(LiveRun run, HandOut handOut, CancellationToken cancellation)
    {
        if (handOut is not { Phase: HandOutPhase.Again or HandOutPhase.Continued, Mail: > 0 })
        {
            return null;
        }

        // Its content is gone when this is a late delivery, and the answer stands in the journal.
        var rows = await _parts.Runs.ReadMailAsync(run.Id, handOut.Mail - 1, 1, cancellation).ConfigureAwait(false);
        return rows is [{ Kind: MailKind.PauseAnswer, Content.IsEmpty: false } row] && LiveRun.EventOf(row, run.Planned) is RunEvent.PauseAnswered { Revision: not null } answer
            ? answer
            : null;
    }

    private async Task<HandOutBasis> WithMemoAsync(RunRecord record, HandOutBasis basis, CancellationToken cancellation)
    {
        if (basis.Call is not { Memo: { } hash } call)
        {
            return basis;
        }

        var memo = await _parts.Runs.ReadPayloadAsync(record.Family, hash, cancellation).ConfigureAwait(false);
        return basis with { Call = call with { Memo = Encoding.UTF8.GetString(memo.Span) } };
    }

    /// <summary>The orchestration's history is told a memo's hash, for its text is what a model or a person said.</summary>
    private async Task<RunEvent.Answer> WithoutMemoAsync(RunRecord record, RunEvent.Answer answer)
    {
        if (answer is not RunEvent.Calls { Call.Memo: { } memo } calls)
        {
            return answer;
        }

        var content = Encoding.UTF8.GetBytes(memo);
        var hash = PayloadHash.Of(content);
        await _parts.Runs.WriteAsync(new() { Payloads = [new(record.Family, hash, content)] }).ConfigureAwait(false);
        return calls with { Call = calls.Call with { Memo = hash } };
    }
}
