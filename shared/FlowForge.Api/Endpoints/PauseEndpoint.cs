using System.Text.Json;
using FlowForge.Api.Answers;
using FlowForge.Api.Bodies;
using FlowForge.Api.Routing;
using FlowForge.Api.Starts;
using FlowForge.Api.Workflows;
using FlowForge.Core;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Proposals;

namespace FlowForge.Api.Endpoints;

/// <summary><c>POST /runs/{id}/resume</c>: <c>{ pause, answer: { type: retry|apply|items|skip|fail|continue, items?: { port: [item] }, operations?, proposal?: { operations }, proposed? } }</c> (semantics 7).</summary>
internal static class PauseEndpoint
{
    public static async ValueTask<Answer> Resume(ApiCall call)
    {
        var body = await StartBodies.ReadAsync(call).ConfigureAwait(false);
        var asked = body.IsRefused ? body.Problem : JsonBody.Object(body.Value, "pause", "answer");
        if (asked.IsRefused)
        {
            return asked.Problem;
        }

        if (!asked.Value.TryGetProperty("pause"u8, out var pause) || pause.ValueKind != JsonValueKind.String)
        {
            return Refusals.Body("'pause' must be the id of a pause of the run.");
        }

        var answer = Read(asked.Value.TryGetProperty("answer"u8, out var given) ? given : default);
        if (answer.IsRefused)
        {
            return answer.Problem;
        }

        var (id, pauseId) = (call.Value("id"), pause.GetString()!);
        if (answer.Value is { By: AnswerBy.Accepted })
        {
            answer = await AcceptedAsync(call, id, pauseId, answer.Value.Type).ConfigureAwait(false);
            if (answer.IsRefused)
            {
                return answer.Problem;
            }
        }

        return await call.Services.Engine.AnswerPauseAsync(id, pauseId, answer.Value, call.Cancellation).ConfigureAwait(false) switch
        {
            PauseResult.Unknown { IsRun: false } => Refusals.NoSuchRun(id),
            PauseResult.Unknown => Refusals.NoSuchPause(id, pauseId),
            PauseResult.Over { HasEnded: true } => new ApiProblem(409, "run.ended", "The run has ended", $"Run {id} has ended already.") { RunId = id },
            PauseResult.Over => new ApiProblem(409, "pause.answered", "The pause was answered", $"Pause '{pauseId}' of run {id} has an answer already.") { RunId = id },
            PauseResult.Full => new ApiProblem(429, "resume.full", "Too many messages wait", $"Run {id} keeps at most {Limits.MailKept} messages that it has not taken.") { RunId = id },
            PauseResult.Refused { Failure.Code: PauseResult.NeedsFork } refused => new ApiProblem(409, refused.Failure.Code, "Only a fork can make this change", refused.Failure.Message) { RunId = id },
            PauseResult.Refused refused => new ApiProblem(answer.Value.Type == PauseAnswerType.Apply ? 422 : 400, refused.Failure.Code, "The answer was not taken", refused.Failure.Message) { RunId = id },
            _ => await call.Services.Engine.GetAsync(id, call.Cancellation).ConfigureAwait(false) is { } run
                ? await RunAnswer.OfAsync(call, run, 200).ConfigureAwait(false)
                : Refusals.NoSuchRun(id),
        };
    }

    /// <summary>The change, of the workflow or of the data, that is proposed for the pause, as it was kept.</summary>
    private static async ValueTask<Asked<PauseAnswer>> AcceptedAsync(ApiCall call, string id, string pause, PauseAnswerType type)
    {
        if (await call.Services.Engine.GetAsync(id, call.Cancellation).ConfigureAwait(false) is not { } run)
        {
            return Refusals.NoSuchRun(id);
        }

        var book = await call.State.Proposals.ReadAsync(id, await RunDocument.LastAsync(call, run).ConfigureAwait(false), call.Cancellation).ConfigureAwait(false);
        return (type, book.Find(pause)?.Heal) switch
        {
            (PauseAnswerType.Apply, { Proposal: { } proposal }) => new PauseAnswer(type) { Operations = proposal.Operations, By = AnswerBy.Accepted },
            (PauseAnswerType.Items, { Data: { } data }) => new PauseAnswer(type, data.Output) { By = AnswerBy.Accepted },
            _ => new ApiProblem(404, "proposal.unknown", "Nothing is proposed", $"No such change is proposed for pause '{pause}' of run {id}.") { RunId = id },
        };
    }

    private static Asked<PauseAnswer> Read(JsonElement answer)
    {
        if (answer.ValueKind != JsonValueKind.Object)
        {
            return Refusals.Body("'answer' must be an object with a 'type'.");
        }

        if (JsonBody.Unknown(answer, "type", "items", "proposal", "operations", "proposed") is { } unknown)
        {
            return unknown;
        }

        var type = answer.TryGetProperty("type"u8, out var named) && named.ValueKind == JsonValueKind.String ? named.GetString() : null;
        var hasItems = answer.TryGetProperty("items"u8, out var items);
        var isProposed = answer.TryGetProperty("proposed"u8, out var proposed);
        if (isProposed && proposed.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            return Refusals.Body("'answer.proposed' says whether the answer is what was proposed for the pause, true or false.");
        }

        if (isProposed && type is not ("apply" or "items"))
        {
            return Refusals.Body("'proposed' goes with an answer of type 'apply' or 'items', and only with those.");
        }

        isProposed = isProposed && proposed.ValueKind == JsonValueKind.True;
        if (hasItems != (type == "items" && !isProposed))
        {
            return Refusals.Body("'items' goes with an answer of type 'items' that is not the proposed one, and only with that.");
        }

        if (type != "apply" && (answer.TryGetProperty("operations"u8, out _) || answer.TryGetProperty("proposal"u8, out _)))
        {
            return Refusals.Body("'operations' and 'proposal' go with an answer of type 'apply', and only with that.");
        }

        return type switch
        {
            "retry" => new PauseAnswer(PauseAnswerType.Retry),
            "skip" => new PauseAnswer(PauseAnswerType.Skip),
            "fail" => new PauseAnswer(PauseAnswerType.Fail),
            "continue" => new PauseAnswer(PauseAnswerType.Continue),
            "items" when isProposed => new PauseAnswer(PauseAnswerType.Items) { By = AnswerBy.Accepted },
            "items" => WithItems(StartBodies.OfPorts(items, "answer.items")),
            "apply" => WithOperations(answer, isProposed),
            _ => Refusals.Body("'answer.type' must be retry, apply, items, skip, fail or continue."),
        };
    }

    /// <summary>The change itself, or the proposal that holds it, as it was given; what else a proposal says is for people.</summary>
    private static Asked<PauseAnswer> WithOperations(JsonElement answer, bool isProposed)
    {
        var isProposal = answer.TryGetProperty("proposal"u8, out var proposal);
        var hasOperations = answer.TryGetProperty("operations"u8, out var operations);
        if (isProposed && !isProposal && !hasOperations)
        {
            return new PauseAnswer(PauseAnswerType.Apply) { By = AnswerBy.Accepted };
        }

        if (isProposal == hasOperations || (isProposal && (proposal.ValueKind != JsonValueKind.Object || !proposal.TryGetProperty("operations"u8, out operations))))
        {
            return Refusals.Body("An answer of type 'apply' has either 'operations', or a 'proposal' with 'operations', or 'proposed: true'.");
        }

        var read = OperationsJson.Read(operations, isProposal ? "answer.proposal.operations" : "answer.operations");
        return read.Operations is { } change
            ? new PauseAnswer(PauseAnswerType.Apply) { Operations = change, By = isProposed ? AnswerBy.Edited : AnswerBy.Person }
            : Refusals.Invalid(read.Problems);
    }

    private static Asked<PauseAnswer> WithItems(Asked<IReadOnlyDictionary<string, IReadOnlyList<Item>>> items) =>
        items.IsRefused ? items.Problem : new PauseAnswer(PauseAnswerType.Items, items.Value);
}
