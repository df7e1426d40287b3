using FlowForge.Api.Ai;
using FlowForge.Api.Workflows;
using FlowForge.Core;
using FlowForge.Core.Assistance;
using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Proposals;

namespace FlowForge.Api.Pauses;

/// <summary>Sees to the pauses of one run: a proposal for each, kept before anything comes of it, and with <c>healing: auto</c> what may be taken without a person.</summary>
internal sealed class PauseHealer(ApiState state)
{
    private readonly ApiServices services = state.Services;

    /// <summary>Sees to all pauses of a run. Gives when to look again; null when there is no need.</summary>
    public async ValueTask<TimeSpan?> SeeAsync(string runId, CancellationToken cancellation)
    {
        if (services.Assistant is not { Missing: null } || await services.Engine.HealingAsync(runId, cancellation).ConfigureAwait(false) is var healing && healing == Healing.Off)
        {
            return null;
        }

        var again = default(TimeSpan?);
        foreach (var pause in (await services.Engine.PausesAsync(runId, cancellation).ConfigureAwait(false)).Where(static pause => pause.Failure is not null))
        {
            if (await services.Engine.GetAsync(runId, cancellation).ConfigureAwait(false) is not { HasEnded: false } run)
            {
                return null;
            }

            var workflow = await RunDocument.LastAsync(state, run, cancellation).ConfigureAwait(false);
            var book = await state.Proposals.ReadAsync(runId, workflow, cancellation).ConfigureAwait(false);
            var heal = book.Find(pause.Id) ?? await ProposeAsync(run, workflow, pause, book, cancellation).ConfigureAwait(false);
            if (heal is not null && healing == Healing.Auto && !book.Rejected.Contains(pause.Id) && await TakeAsync(runId, workflow, heal, book, cancellation).ConfigureAwait(false) is { } later)
            {
                again = again is { } sooner && sooner < later ? sooner : later;
            }
        }

        return again;
    }

    /// <summary>Works out a heal and keeps it; null when it cannot be kept, since the run has ended meanwhile.</summary>
    private async ValueTask<KeptHeal?> ProposeAsync(RunRecord run, Workflow workflow, NodePause pause, ProposalBook book, CancellationToken cancellation)
    {
        var heal = await WorkOutAsync(run, workflow, pause, cancellation).ConfigureAwait(false);
        var revisions = book.Answers.Count(static answer => answer.Type == PauseAnswerType.Apply);
        var kept = new KeptHeal(pause.Id, pause.Node, pause.Iteration, revisions, heal, services.Clock.GetUtcNow());
        return await state.Proposals.KeepAsync(run.Id, kept).ConfigureAwait(false) switch
        {
            MailResult.Added => kept,
            MailResult.Repeated => (await state.Proposals.ReadAsync(run.Id, workflow, cancellation).ConfigureAwait(false)).Find(pause.Id),
            _ => null,
        };
    }

    private async ValueTask<Heal> WorkOutAsync(RunRecord run, Workflow workflow, NodePause pause, CancellationToken cancellation)
    {
        using var clock = new CancellationTokenSource(TimeSpan.FromSeconds(Limits.AiSeconds), services.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(clock.Token, cancellation);
        try
        {
            var excerpt = await RunExcerpts.ReadAsync(services, run, workflow, pause.Node, pause, either.Token).ConfigureAwait(false);
            var asked = await services.Assistant!.HealAsync(
                new(workflow, excerpt.Excerpt, (changed, stop) => HealTrials.RunAsync(services, excerpt, changed, stop), HealTrials.OfData(services, excerpt)), AiAnswers.Silent, either.Token).ConfigureAwait(false);
            return asked.IsFailure ? Unknown(asked.Failure) : asked.Value;
        }
        catch (OperationCanceledException) when (clock.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            return Unknown(Failure.Of(AiFailures.Timeout, $"It took longer than {Limits.AiSeconds} seconds."));
        }
    }

    /// <summary>The model is of no help: the person who looks at the pause is told so, and may ask again.</summary>
    private static Heal Unknown(Failure why) => new() { Cause = "unknown", Action = "none", Explanation = $"No mend was found: {why.Message} ({why.Code})" };

    /// <summary>Takes what needs no person. Gives when to look again; null when there is no need.</summary>
    private async ValueTask<TimeSpan?> TakeAsync(string runId, Workflow workflow, KeptHeal kept, ProposalBook book, CancellationToken cancellation)
    {
        if (kept.Heal is { Action: "retry", RetryAfterSeconds: { } first })
        {
            var before = book.OwnAnswers(PauseAnswerType.Retry);
            var left = kept.At + (TimeSpan.FromSeconds(first) * Math.Pow(2, before)) - services.Clock.GetUtcNow();
            if (before >= Limits.HealRetries || left > TimeSpan.Zero)
            {
                return before >= Limits.HealRetries ? null : left;
            }

            await AnswerAsync(runId, kept, new(PauseAnswerType.Retry), cancellation).ConfigureAwait(false);
        }
        else if (kept.Heal is { Action: "change", Proposal: { } proposal } && Refuse(workflow, kept, book) is null)
        {
            await AnswerAsync(runId, kept, new(PauseAnswerType.Apply) { Operations = proposal.Operations }, cancellation).ConfigureAwait(false);
        }

        return null;
    }

    private async ValueTask AnswerAsync(string runId, KeptHeal kept, PauseAnswer answer, CancellationToken cancellation)
    {
        if (await services.Engine.AnswerPauseAsync(runId, kept.Pause, answer with { By = AnswerBy.Healer }, cancellation).ConfigureAwait(false) is PauseResult.Taken)
        {
            await services.Audit.AppendAsync(
                new(services.Clock.GetUtcNow(), "host", "run.healed", $"run:{runId}", $"{answer.Type.ToString().ToLowerInvariant()} at {kept.Node}"), CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Why a change waits for a person, one sentence; null when the run may go on with it.</summary>
    public string? Refuse(Workflow workflow, KeptHeal kept, ProposalBook book)
    {
        if (book.OwnAnswers(PauseAnswerType.Apply) >= Limits.HealChanges)
        {
            return $"The run has changed itself {Limits.HealChanges} times already.";
        }

        var applied = Operations.Apply(workflow, kept.Heal.Proposal?.Operations ?? [], services.Catalogue, services.Scripts!);
        return applied.IsRefused
            ? applied.Problem.Message
            : UnattendedRule.Refuse(
                workflow, kept.Node, kept.Heal with { Proposal = Proposal.Of(workflow, kept.Heal.Proposal?.Operations ?? [], applied.Workflow, services.Catalogue, services.Scripts!) }, services.Catalogue);
    }
}
