using System.Text;
using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Ports;
using FlowForge.WebWorker.Running;

namespace FlowForge.WebWorker.Routes;

/// <summary><c>POST /runs/{id}/resume</c>: <c>{ pause, answer: { type, items? } }</c>.</summary>
internal static class ResumeRoute
{
    private static readonly JsonDocumentOptions Nested = new() { MaxDepth = Limits.Depth + 4 };

    public static async Task<RouteAnswer> ResumeAsync(LocalEngine engine, string id, RouteCall call)
    {
        var asked = JsonElement.Parse(Encoding.UTF8.GetBytes(call.Body), Nested);
        var (pause, answer) = (asked.GetProperty("pause"u8).GetString()!, asked.GetProperty("answer"u8));
        var items = RouteItems.Read(answer);
        if (items.IsFailure)
        {
            return RouteAnswer.Problem(400, items.Failure.Code, "The body cannot be read", items.Failure.Message);
        }

        if (TypeOf(answer) is not { } type)
        {
            return RouteAnswer.Problem(422, "api.notAvailable", "Not available here", "This answer is not available in this browser.");
        }

        return await engine.Runs.AnswerPauseAsync(id, pause, new(type, items.Value.Ports), CancellationToken.None) switch
        {
            PauseResult.Taken => await RunRoutes.GetAsync(engine, id, 200),
            PauseResult.Unknown { IsRun: false } => RouteAnswer.NoSuchRun(id),
            PauseResult.Unknown => RouteAnswer.Problem(404, "pause.unknown", "No such pause", $"Run {id} has no pause '{pause}'."),
            PauseResult.Over => RouteAnswer.Problem(409, "pause.answered", "The pause is over", $"Pause '{pause}' of run {id} has an answer, or the run has ended."),
            PauseResult.Refused refused => RouteAnswer.Problem(400, refused.Failure.Code, "The answer was not taken", refused.Failure.Message),
            _ => RouteAnswer.Problem(429, "resume.full", "Too many messages wait", $"Run {id} keeps at most {Limits.MailKept} messages that it has not taken."),
        };
    }

    private static PauseAnswerType? TypeOf(JsonElement answer) => answer.GetProperty("type"u8).GetString() switch
    {
        "retry" => PauseAnswerType.Retry,
        "skip" => PauseAnswerType.Skip,
        "fail" => PauseAnswerType.Fail,
        "items" => PauseAnswerType.Items,
        "continue" => PauseAnswerType.Continue,
        _ => null,
    };
}
