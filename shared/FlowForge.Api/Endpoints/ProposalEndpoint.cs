using System.Text.Json;
using FlowForge.Api.Answers;
using FlowForge.Api.Pauses;
using FlowForge.Api.Routing;
using FlowForge.Api.Workflows;
using FlowForge.Core.Assistance;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Proposals;
using FlowForge.Core.Validation;

namespace FlowForge.Api.Endpoints;

/// <summary>
/// <c>/runs/{id}/proposals</c>: first the changes with which a run has gone on, first to last, as proposals with their <c>revision</c>; then what was proposed for its
/// pauses and not taken as it was.
/// </summary>
internal static class ProposalEndpoint
{
    public static async ValueTask<Answer> List(ApiCall call)
    {
        var id = call.Value("id");
        if (await call.Services.Engine.GetAsync(id, call.Cancellation).ConfigureAwait(false) is not { } run)
        {
            return Refusals.NoSuchRun(id);
        }

        List<Workflow> documents = [await RunDocument.FirstAsync(call, run).ConfigureAwait(false)];
        while (await call.Services.Engine.RevisionAsync(id, documents.Count, call.Cancellation).ConfigureAwait(false) is { } after)
        {
            documents.Add(after);
        }

        var book = await call.State.Proposals.ReadAsync(id, documents[^1], call.Cancellation).ConfigureAwait(false);
        var isAuto = await call.Services.Engine.HealingAsync(id, call.Cancellation).ConfigureAwait(false) == Healing.Auto;
        List<ShownProposal> shown = [.. Revisions(call.Services, documents, book), .. book.Heals.Where(one => !IsTaken(book, one)).Select(one => Open(call, documents, book, one, isAuto))];
        return ListAnswer.Of(new Page<ShownProposal>(shown, null), static (writer, one) => one.Write(writer));
    }

    /// <summary><c>DELETE /runs/{id}/proposals/{pause}</c>: a person does not want it. The run stays paused.</summary>
    public static async ValueTask<Answer> Reject(ApiCall call)
    {
        var (id, pause) = (call.Value("id"), call.Value("pause"));
        if (await call.Services.Engine.GetAsync(id, call.Cancellation).ConfigureAwait(false) is not { } run)
        {
            return Refusals.NoSuchRun(id);
        }

        var book = await call.State.Proposals.ReadAsync(id, await RunDocument.LastAsync(call, run).ConfigureAwait(false), call.Cancellation).ConfigureAwait(false);
        return book.Find(pause) is null ? Refusals.NoSuchPause(id, pause)
            : book.AnswerTo(pause) is not null ? new ApiProblem(409, "pause.answered", "The pause was answered", $"Pause '{pause}' of run {id} has an answer already.") { RunId = id }
            : await call.State.Proposals.RejectAsync(id, pause).ConfigureAwait(false) is MailResult.Added or MailResult.Repeated ? new Answer.Empty(204)
            : new ApiProblem(409, "run.ended", "The run has ended", $"Run {id} has ended already.") { RunId = id };
    }

    private static IEnumerable<ShownProposal> Revisions(ApiServices services, List<Workflow> documents, ProposalBook book)
    {
        var applied = book.Answers.Where(static answer => answer.Type == PauseAnswerType.Apply).ToList();
        for (var number = 1; number < documents.Count; number++)
        {
            var (before, after) = (documents[number - 1], documents[number]);
            var answer = number <= applied.Count ? applied[number - 1] : null;
            var heal = answer is null ? null : book.Find(answer.Pause) is { } one && IsTaken(book, one) ? one : null;
            yield return new(
                new()
                {
                    Operations = WorkflowChange.Between(before, after),
                    Workflow = after,
                    Explanation = heal?.Heal.Explanation ?? "",
                    Validation = WorkflowValidator.Validate(after, services.Catalogue, services.Scripts),
                    Capabilities = Capabilities.Added(before, after, services.Catalogue),
                },
                heal, "taken", number, answer);
        }
    }

    private static ShownProposal Open(ApiCall call, List<Workflow> documents, ProposalBook book, KeptHeal heal, bool isAuto)
    {
        var before = documents[Math.Min(heal.Revision, documents.Count - 1)];
        var answer = book.AnswerTo(heal.Pause);
        var status = book.Rejected.Contains(heal.Pause) ? "rejected"
            : answer is { By: AnswerBy.Edited } ? "edited"
            : answer is { By: AnswerBy.Healer or AnswerBy.Accepted } ? "taken"
            : answer is not null ? "answered" : "open";
        var kept = heal.Heal.Proposal;
        var applied = kept is null ? null : Operations.Apply(before, kept.Operations, call.Services.Catalogue, call.Services.Scripts!);
        var proposal = kept is null || applied!.IsRefused
            ? new Proposal { Operations = [], Workflow = before, Explanation = heal.Heal.Explanation, Validation = applied is { IsRefused: true } ? [applied.Problem] : [] }
            : Proposal.Of(before, kept.Operations, applied.Workflow, call.Services.Catalogue, call.Services.Scripts!) with
            {
                Explanation = kept.Explanation, Assumptions = kept.Assumptions, Questions = kept.Questions,
            };
        return new(proposal, heal, status, null, answer)
        {
            Waits = isAuto && status == "open" && (kept is not null || heal.Heal.Data is not null) ? new PauseHealer(call.State).Refuse(documents[^1], heal, book) : null,
        };
    }

    /// <summary>Whether a change was taken as it was proposed, and so is a revision.</summary>
    private static bool IsTaken(ProposalBook book, KeptHeal heal) => book.AnswerTo(heal.Pause) is { Type: PauseAnswerType.Apply, By: AnswerBy.Accepted or AnswerBy.Healer };
}
