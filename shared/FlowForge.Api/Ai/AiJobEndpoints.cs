using FlowForge.Api.Answers;
using FlowForge.Api.Routing;
using FlowForge.Core;
using Microsoft.Extensions.Logging;

namespace FlowForge.Api.Ai;

/// <summary>Jobs of the AI layer: begun with <c>Prefer: respond-async</c>, asked for with <c>GET /ai/jobs/{id}</c>.</summary>
internal static class AiJobEndpoints
{
    public static async ValueTask<Answer> BeginAsync(ApiCall call, AiWork work)
    {
        if (call.State.Jobs.Begin() is not { } job)
        {
            return new ApiProblem(429, "ai.jobs", "Too many jobs", $"A host works on at most {Limits.AiJobs} jobs of the AI layer at a time.").With("Retry-After", "10");
        }

        var working = WorkAsync(call.Services, job, work);
        if (call.State.SharedJobs is { } shared)
        {
            await shared.KeepAsync(job, working).ConfigureAwait(false);
        }

        return new Answer.Json(202, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("job"u8, job.Id);
            writer.WriteEndObject();
        }).With("Location", $"/api/ai/jobs/{job.Id}").With("Preference-Applied", "respond-async");
    }

    public static async ValueTask<Answer> Get(ApiCall call) =>
        call.State.Jobs.Find(call.Value("id")) is { } job ? new Answer.Json(200, job.Write)
        : call.State.SharedJobs is { } shared && await shared.FindAsync(call.Value("id"), call.Cancellation).ConfigureAwait(false) is { } kept ? kept
        : Unknown(call);

    /// <summary>Stops a job that is running.</summary>
    public static async ValueTask<Answer> Delete(ApiCall call)
    {
        if (call.State.Jobs.Find(call.Value("id")) is not { } job)
        {
            return call.State.SharedJobs is { } shared && await shared.StopAsync(call.Value("id"), call.Cancellation).ConfigureAwait(false) ? new Answer.Empty(204) : Unknown(call);
        }

        if (job.EndedAt is null)
        {
            job.Stop();
        }

        return new Answer.Empty(204);
    }

    private static async Task WorkAsync(ApiServices services, AiJob job, AiWork work)
    {
        try
        {
            job.End(await AiAnswers.RunAsync(services, work, job, job.Stopped).ConfigureAwait(false), services.Clock.GetUtcNow());
        }
        catch (OperationCanceledException)
        {
            job.End(new ApiProblem(499, "ai.stopped", "Stopped", "The job was stopped."), services.Clock.GetUtcNow());
        }
        catch (Exception fault)
        {
            services.Logger.LogError(fault, "A job of the AI layer met a fault");
            job.End(new ApiProblem(500, "host.fault", "A fault of the host", "Something broke in the host; it has been logged."), services.Clock.GetUtcNow());
        }
    }

    private static ApiProblem Unknown(ApiCall call) => new(404, "ai.unknownJob", "No such job", $"There is no job '{call.Value("id")}'; ended ones are kept for {Limits.AiJobMinutes} minutes.");
}
