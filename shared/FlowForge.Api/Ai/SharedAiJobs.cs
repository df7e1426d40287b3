using FlowForge.Api.Answers;
using FlowForge.Core;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;
using Microsoft.Extensions.Logging;

namespace FlowForge.Api.Ai;

/// <summary>
/// Jobs where another process of the host finds them: written when they begin, every <see cref="Limits.AiJobWriteSeconds"/> seconds while they run, and when they end. What a
/// process that is gone has worked on is lost, and told so.
/// </summary>
internal sealed class SharedAiJobs(IAiJobStore store, ApiServices services)
{
    /// <summary>Keeps a job that has just begun; comes back when it can be found, and goes on keeping it until it has ended.</summary>
    public async ValueTask KeepAsync(AiJob job, Task working)
    {
        await store.ForgetAsync(services.Clock.GetUtcNow().AddMinutes(-Limits.AiJobMinutes), CancellationToken.None).ConfigureAwait(false);
        await WriteAsync(job, hasEnded: false).ConfigureAwait(false);
        _ = GoOnAsync(job, working);
    }

    /// <summary>A job that another process works or worked on; null when there is none.</summary>
    public async ValueTask<Answer?> FindAsync(string id, CancellationToken cancellation)
    {
        if (await store.ReadAsync(id, cancellation).ConfigureAwait(false) is not { } kept)
        {
            return null;
        }

        var isLost = !kept.HasEnded && kept.At.AddSeconds(Limits.AiJobLostSeconds) < services.Clock.GetUtcNow();
        return isLost
            ? new Answer.Json(200, Lost(id).Write)
            : new Answer.Json(200, writer => writer.WriteRawValue(kept.Content.Span));
    }

    /// <summary>Asks whoever works on a job to stop; false when there is none.</summary>
    public ValueTask<bool> StopAsync(string id, CancellationToken cancellation) => store.StopAsync(id, cancellation);

    private async Task GoOnAsync(AiJob job, Task working)
    {
        for (var hasEnded = false; !hasEnded;)
        {
            using var over = new CancellationTokenSource();
            var pause = Task.Delay(TimeSpan.FromSeconds(Limits.AiJobWriteSeconds), services.Clock, over.Token);
            hasEnded = await Task.WhenAny(working, pause).ConfigureAwait(false) == working;
            await over.CancelAsync().ConfigureAwait(false);
            try
            {
                await WriteAsync(job, hasEnded).ConfigureAwait(false);
            }
            catch (StoreFault fault)
            {
                services.Logger.LogError(fault, "How far a job of the AI layer is could not be kept");
            }
        }
    }

    private async ValueTask WriteAsync(AiJob job, bool hasEnded)
    {
        if (!await store.WriteAsync(job.Id, new(JsonBuild.Bytes(job.Write), services.Clock.GetUtcNow(), hasEnded), CancellationToken.None).ConfigureAwait(false) && !hasEnded)
        {
            job.Stop();
        }
    }

    private AiJob Lost(string id)
    {
        var lost = new AiJob(id);
        lost.End(new ApiProblem(503, "ai.lost", "Lost", "The process that worked on the job is gone; ask again."), services.Clock.GetUtcNow());
        return lost;
    }
}
