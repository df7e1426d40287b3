using FlowForge.Core.Failures;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Execution;

/// <content>Pauses, and what people answer to them.</content>
public sealed partial class RunEngine
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<NodePause>> PausesAsync(string runId, CancellationToken cancellation) => new(Pauses(runId));

    /// <summary>Failures and breakpoints at which a live run waits for an answer, first failed first.</summary>
    public IReadOnlyList<NodePause> Pauses(string runId) =>
        _open.TryGetValue(runId, out var open) ? open.Waits.Select(row => row.Pause).OfType<NodePause>().ToList() : [];

    /// <inheritdoc/>
    public async ValueTask<PauseResult> AnswerPauseAsync(string runId, string pauseId, PauseAnswer answer, CancellationToken cancellation)
    {
        if (answer.Type != PauseAnswerType.Apply)
        {
            return await AnswerAsync(runId, pauseId, answer, cancellation).ConfigureAwait(false);
        }

        await _revising.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            return await AnswerAsync(runId, pauseId, answer, cancellation).ConfigureAwait(false);
        }
        finally
        {
            _revising.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask<Healing> HealingAsync(string runId, CancellationToken cancellation)
    {
        if (_open.TryGetValue(runId, out var open) && open.Live is { } live)
        {
            return live.Healing;
        }

        if (await _parts.Runs.GetRunAsync(runId, cancellation).ConfigureAwait(false) is not { } run)
        {
            return Healing.Off;
        }

        var rows = await _parts.Runs.ReadSegmentsAsync(runId, 0, 1, cancellation).ConfigureAwait(false);
        return rows.SelectMany(new SegmentReader(_parts.Pages, run.Family).Read).OfType<StartEntry>().FirstOrDefault()?.Healing ?? Healing.Off;
    }

    private async ValueTask<PauseResult> AnswerAsync(string runId, string pauseId, PauseAnswer answer, CancellationToken cancellation)
    {
        if (await GetAsync(runId, cancellation).ConfigureAwait(false) is not { } run)
        {
            return new PauseResult.Unknown(IsRun: false);
        }

        if (run.HasEnded)
        {
            return new PauseResult.Over(HasEnded: true);
        }

        if (Pauses(runId).FirstOrDefault(pause => pause.Id == pauseId) is not { } pause)
        {
            return await PauseAnswers.WasAnsweredAsync(_parts.Runs, runId, pauseId, cancellation).ConfigureAwait(false)
                ? new PauseResult.Over(HasEnded: false)
                : new PauseResult.Unknown(IsRun: true);
        }

        if (PauseAnswers.Wrong(pause, answer.Type) is { } wrong)
        {
            return new PauseResult.Refused(wrong);
        }

        if (answer.Items is { } items && await RefusedAsync(run, pause, items, cancellation).ConfigureAwait(false) is { } refused)
        {
            return new PauseResult.Refused(refused);
        }

        cancellation.ThrowIfCancellationRequested();
        if (_open.TryGetValue(runId, out var open) && open.Live is { } live)
        {
            // The pause is durable before its answer: a host that dies now comes to this very pause again, and finds the answer behind it.
            await live.RecordAsync().ConfigureAwait(false);
        }

        ReadOnlyMemory<byte> content = answer.Items is null ? default(ReadOnlyMemory<byte>) : ItemPages.Write(answer.Items);
        if (answer.Type == PauseAnswerType.Apply)
        {
            if (await PauseAnswers.WasAnsweredAsync(_parts.Runs, runId, pauseId, cancellation).ConfigureAwait(false))
            {
                // It is kept and not taken yet. The change is not to be tried on the document that it has changed already.
                Ring(runId);
                return new PauseResult.Over(HasEnded: false);
            }

            var revision = await ReviseAsync(run, answer.Operations, cancellation).ConfigureAwait(false);
            if (revision.IsFailure)
            {
                return new PauseResult.Refused(revision.Failure);
            }

            content = RunRevisionJson.Text(revision.Value);
        }

        var result = await PostAsync(MailRow.PauseAnswer(runId, pauseId, answer.Type, content, _parts.Clock.GetUtcNow(), answer.By)).ConfigureAwait(false);
        if (result == MailResult.Added)
        {
            await GoneAsync(runId, pauseId, cancellation).ConfigureAwait(false);
        }

        return PauseAnswers.Of(result);
    }

    private async ValueTask<Failure?> RefusedAsync(
        RunRecord run, NodePause pause, IReadOnlyDictionary<string, IReadOnlyList<Item>> items, CancellationToken cancellation)
    {
        var planned = await PlanOfAsync(run, cancellation).ConfigureAwait(false);
        await WithRunAsync(run.Id, live => (planned = live.Planned) is not null).ConfigureAwait(false);
        return await PauseAnswers.RefusedAsync(_parts.Runs, run, planned, pause, items, cancellation).ConfigureAwait(false);
    }

    /// <summary>Until the run has taken the answer, so that who answered sees it go on; the answer itself is durable already.</summary>
    private async ValueTask GoneAsync(string runId, string pauseId, CancellationToken cancellation)
    {
        while (_open.TryGetValue(runId, out var open))
        {
            var change = open.NextChange;
            if (Pauses(runId).All(pause => pause.Id != pauseId))
            {
                return;
            }

            try
            {
                await change.WaitAsync(TimeSpan.FromSeconds(2), _parts.Clock, cancellation).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                return;
            }
        }
    }
}
