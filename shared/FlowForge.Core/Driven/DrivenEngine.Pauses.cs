using System.Text;
using FlowForge.Core.Execution;
using FlowForge.Core.Failures;
using FlowForge.Core.Forks;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;

namespace FlowForge.Core.Driven;

/// <content>Pauses, what people answer to them, and the documents with which runs then go on. An answer is a row in the mailbox, and then a ring.</content>
public sealed partial class DrivenEngine
{
    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<NodePause>> PausesAsync(string runId, CancellationToken cancellation)
    {
        var pauses = (await _parts.Runs.OpenWaitsAsync(runId, cancellation).ConfigureAwait(false)).OrderBy(row => row.Number).Select(row => row.Pause).OfType<NodePause>().ToList();
        if (pauses.Count == 0 || await GetAsync(runId, cancellation).ConfigureAwait(false) is not { HasEnded: false })
        {
            return [];
        }

        // The row of one that is answered goes with the first write of what follows.
        var open = new List<NodePause>();
        foreach (var pause in pauses)
        {
            if (!await PauseAnswers.WasAnsweredAsync(_parts.Runs, runId, pause.Id, cancellation).ConfigureAwait(false))
            {
                open.Add(pause);
            }
        }

        return open;
    }

    /// <inheritdoc/>
    public async ValueTask<Healing> HealingAsync(string runId, CancellationToken cancellation)
    {
        if (await GetAsync(runId, cancellation).ConfigureAwait(false) is not { } run)
        {
            return Healing.Off;
        }

        var rows = await _parts.Runs.ReadSegmentsAsync(runId, 0, 1, cancellation).ConfigureAwait(false);
        return rows.SelectMany(new SegmentReader(_parts.Pages, run.Family).Read).OfType<StartEntry>().FirstOrDefault()?.Healing ?? Healing.Off;
    }

    /// <inheritdoc/>
    public async ValueTask<PauseResult> AnswerPauseAsync(string runId, string pauseId, PauseAnswer answer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(answer);
        if (await GetAsync(runId, cancellation).ConfigureAwait(false) is not { } run)
        {
            return new PauseResult.Unknown(IsRun: false);
        }

        if (run.HasEnded)
        {
            return new PauseResult.Over(HasEnded: true);
        }

        if ((await PausesAsync(runId, cancellation).ConfigureAwait(false)).FirstOrDefault(pause => pause.Id == pauseId) is not { } pause)
        {
            return await PauseAnswers.WasAnsweredAsync(_parts.Runs, runId, pauseId, cancellation).ConfigureAwait(false)
                ? new PauseResult.Over(HasEnded: false)
                : new PauseResult.Unknown(IsRun: true);
        }

        var content = await ContentAsync(run, pause, answer, cancellation).ConfigureAwait(false);
        if (content.IsFailure)
        {
            return new PauseResult.Refused(content.Failure);
        }

        cancellation.ThrowIfCancellationRequested();
        return PauseAnswers.Of(await PostAsync(MailRow.PauseAnswer(runId, pauseId, answer.Type, content.Value, _parts.Clock.GetUtcNow(), answer.By)).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public async ValueTask<Workflow?> RevisionAsync(string runId, int? number, CancellationToken cancellation) =>
        await GetAsync(runId, cancellation).ConfigureAwait(false) is { } run && await RunRevisions.FindAsync(_parts, run, number, cancellation).ConfigureAwait(false) is { } revision
            ? (await _plans.OfAsync(run, revision, cancellation).ConfigureAwait(false)).Plan.Workflow
            : null;

    /// <summary>What the message of an answer holds.</summary>
    private async ValueTask<Outcome<ReadOnlyMemory<byte>>> ContentAsync(RunRecord run, NodePause pause, PauseAnswer answer, CancellationToken cancellation)
    {
        if (PauseAnswers.Wrong(pause, answer.Type) is { } wrong)
        {
            return wrong;
        }

        var planned = await PlanNowAsync(run, cancellation).ConfigureAwait(false);
        if (answer.Type == PauseAnswerType.Apply)
        {
            var revision = await RunRevisions.MakeAsync(
                _parts, _plans, run, planned, answer.Operations, after => new(RefuseShape(run, planned, after)), cancellation).ConfigureAwait(false);
            return revision.IsFailure ? revision.Failure : RunRevisionJson.Text(revision.Value);
        }

        if (answer.Items is { } items)
        {
            return await PauseAnswers.RefusedAsync(_parts.Runs, run, planned, pause, items, cancellation).ConfigureAwait(false) is { } refused ? refused : new ReadOnlyMemory<byte>(ItemPages.Write(items));
        }

        return default(ReadOnlyMemory<byte>);
    }

    /// <summary>The orchestration holds the plan's outline, so that nodes and edges stay as they are.</summary>
    private static Failure? RefuseShape(RunRecord run, PlannedWorkflow before, PlannedWorkflow after)
    {
        if (RevisionRule.HasOtherNodes(before, after))
        {
            return Failure.Of(PauseResult.NeedsFork, "On this host a paused run keeps its nodes and edges; parameters, retry, time-out and onError may change. Fork it with the changed workflow instead.");
        }

        // A shape that was changed is refused before its state is asked for.
        return RevisionRule.Refuse(before, after, run.ResumeKey is not null, static () => null);
    }

    /// <summary>The plan that a run goes by.</summary>
    private async ValueTask<PlannedWorkflow> PlanNowAsync(RunRecord run, CancellationToken cancellation) =>
        await RunRevisions.FindAsync(_parts, run, null, cancellation).ConfigureAwait(false) is { } revision
            ? await _plans.OfAsync(run, revision, cancellation).ConfigureAwait(false)
            : await _plans.OfAsync(run, cancellation).ConfigureAwait(false);

    /// <summary>Of a run that was changed in flight, all that it has fits what it went on with; its fork goes on with that too, as a document of its own.</summary>
    private async ValueTask<(PlannedWorkflow Rule, ForkRequest Request)> RevisedAsync(RunRecord source, ForkRequest request, CancellationToken cancellation)
    {
        var rule = await PlanNowAsync(source, cancellation).ConfigureAwait(false);
        if (request.Document is not null || await RunRevisions.FindAsync(_parts, source, null, cancellation).ConfigureAwait(false) is null)
        {
            return (rule, request);
        }

        var revised = rule.Plan.Workflow;
        var hash = WorkflowJson.Hash(revised);
        await _parts.Workflows.PinAsync(hash, Encoding.UTF8.GetString(WorkflowJson.Write(revised with { Version = 0 })), cancellation).ConfigureAwait(false);
        return (rule, request with { Document = new(revised, hash, source.Version) });
    }

    /// <summary>Runs that have not ended and whose end a run waits for.</summary>
    private async ValueTask<IReadOnlyList<RunRecord>> CalledByAsync(string runId, CancellationToken cancellation) =>
        [.. (await _parts.Runs.OpenRunsAsync(cancellation).ConfigureAwait(false)).Where(run => run.Caller is { IsAwaited: true } caller && caller.RunId == runId)];
}
