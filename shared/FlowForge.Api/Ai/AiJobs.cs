using System.Collections.Concurrent;
using FlowForge.Core;
using FlowForge.Core.Ports;

namespace FlowForge.Api.Ai;

/// <summary>The jobs of this process. They do not outlive it: what is asked is cheap to ask again, and nothing depends on the answer.</summary>
internal sealed class AiJobs(IIdSource ids, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, AiJob> jobs = new(StringComparer.Ordinal);

    public AiJob? Find(string id) => jobs.GetValueOrDefault(id);

    /// <summary>A new job; null when as many are kept as may be and none of them has ended.</summary>
    public AiJob? Begin()
    {
        var now = clock.GetUtcNow();
        foreach (var old in jobs.Values.Where(job => job.EndedAt is { } ended && ended.AddMinutes(Limits.AiJobMinutes) < now))
        {
            Forget(old);
        }

        if (jobs.Count >= Limits.AiJobs && jobs.Values.Where(static job => job.EndedAt is not null).MinBy(static job => job.EndedAt) is { } first)
        {
            Forget(first);
        }

        if (jobs.Count >= Limits.AiJobs)
        {
            return null;
        }

        var begun = new AiJob(ids.NewToken());
        jobs[begun.Id] = begun;
        return begun;
    }

    private void Forget(AiJob job)
    {
        if (jobs.TryRemove(job.Id, out _))
        {
            job.Dispose();
        }
    }
}
