using System.Text.Json;
using FlowForge.Api.Answers;
using FlowForge.Api.Bodies;
using FlowForge.Api.Hooks;
using FlowForge.Api.Routing;
using FlowForge.Api.Starts;
using FlowForge.Api.Writing;
using FlowForge.Core;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Api.Resume;

/// <summary>
/// <c>/resume/{token}</c>: the addresses of approvals and webhook waits (semantics 9). GET shows and decides nothing, POST decides, once.
/// The token is all the right that is needed. People get pages, programs JSON and problems, by <c>Accept</c>.
/// </summary>
internal static class ResumeEndpoint
{
    /// <summary><c>GET</c></summary>
    public static async ValueTask<Answer> Show(ApiCall call)
    {
        var token = call.Value("token");
        var isPage = WantsPage(call, otherwise: true);
        if (await call.Services.Engine.FindWaitAsync(token, call.Cancellation).ConfigureAwait(false) is not { } wait)
        {
            return Refused(Unknown, isPage);
        }

        return RefusalOf(wait) is { } refused ? Refused(refused, isPage)
            : isPage ? ResumePage.Of(200, wait.Mode == WaitMode.Approval ? ResumePage.Question(wait) : ResumePage.Call(wait))
            : new Answer.Json(200, writer => ResumeWriting.Write(writer, wait));
    }

    /// <summary><c>POST</c></summary>
    public static async ValueTask<Answer> Decide(ApiCall call)
    {
        var token = call.Value("token");
        var isPage = WantsPage(call, otherwise: false);
        if (await call.Services.Engine.FindWaitAsync(token, call.Cancellation).ConfigureAwait(false) is not { } wait)
        {
            return Refused(Unknown, isPage);
        }

        // Before the body: whoever comes too late is told so, whatever he says.
        if (RefusalOf(wait) is { } late)
        {
            return Refused(late, isPage);
        }

        var item = await ItemAsync(call, wait.Mode).ConfigureAwait(false);
        if (item.IsRefused)
        {
            return Refused(item.Problem, isPage);
        }

        var answered = await call.Services.Engine.AnswerAsync(token, [item.Value], call.Cancellation).ConfigureAwait(false);
        return answered switch
        {
            MailResult.Added when isPage => ResumePage.Of(200, ResumePage.Done(wait, item.Value.Json)),
            MailResult.Added => new Answer.Json(202, writer => ResumeWriting.WriteTaken(writer, wait, item.Value.Json)).With("Location", RunAnswer.Address(wait.Run.Id)),
            MailResult.Repeated => Refused(Used, isPage),
            MailResult.Expired => Refused(Expired, isPage),
            MailResult.EndedRun => Refused(Ended, isPage),
            MailResult.Full => Refused(Full, isPage),
            _ => Refused(Unknown, isPage),
        };
    }

    private static async ValueTask<Asked<Item>> ItemAsync(ApiCall call, WaitMode mode)
    {
        var most = mode == WaitMode.Approval ? Limits.ApprovalBytes : Limits.WebhookBytes;
        var body = await BodyReader.ReadAsync(call.Request, most, call.Cancellation).ConfigureAwait(false);
        return body.IsRefused ? body.Problem
            : mode == WaitMode.Approval ? DecisionItem.Of(call.Request, body.Value, call.Services.Clock.GetUtcNow())
            : HookItem.Of(call.Request, null, writer => HookBody.Write(writer, MediaType.Bare(call.Request.ContentType), body.Value));
    }

    private static ApiProblem? RefusalOf(AnsweredWait wait) => wait.State switch
    {
        WaitState.Answered => Used,
        WaitState.Expired => Expired,
        WaitState.Closed => Ended,
        _ => null,
    };

    /// <summary>A browser names HTML; who accepts anything gets what the method is mostly called for.</summary>
    private static bool WantsPage(ApiCall call, bool otherwise)
    {
        var accept = call.Request.Headers.Accept.ToString();
        return accept.Contains("text/html", StringComparison.OrdinalIgnoreCase)
            || (otherwise && MediaType.Preferred(accept) is MediaType.Json && !accept.Contains("json", StringComparison.OrdinalIgnoreCase));
    }

    private static Answer Refused(ApiProblem problem, bool isPage) => isPage ? ResumePage.Of(problem.Status, ResumePage.Refusal(problem)) : problem;

    private static ApiProblem Unknown => new(404, "resume.unknown", "No such address", "This address does not belong to a run that waits.");

    private static ApiProblem Used => new(409, "resume.used", "Answered already", "This address works once, and an answer has been given.");

    private static ApiProblem Expired => new(410, "resume.expired", "Too late", "The deadline for this answer has passed.");

    private static ApiProblem Ended => new(409, "run.ended", "The run has ended", "The run that waited here has ended, so nothing needs to be decided any more.");

    private static ApiProblem Full => new(429, "resume.full", "Too much is unread", $"The run keeps at most {Limits.MailKept} messages that it has not used.");
}
