using FlowForge.Core.Driven;
using FlowForge.Core.Failures;
using FlowForge.Core.Planning;
using FlowForge.Durable.Running;

namespace FlowForge.Durable.Tests.Support;

/// <summary>Instances of a test: what was scheduled, by run.</summary>
internal sealed class HubInstances : IRunInstances
{
    public Dictionary<string, DrivenStart> Scheduled { get; } = [];

    public List<string> Rings { get; } = [];

    public HashSet<string> Ended { get; } = [];

    /// <summary>Whether whoever schedules dies before it does.</summary>
    public bool IsDead { get; set; }

    public Failure? Refuse(PlanOutline outline) => DriverStart.Refuse(outline);

    public Task ScheduleAsync(DrivenStart start, CancellationToken cancellation)
    {
        if (!IsDead)
        {
            lock (Scheduled)
            {
                Scheduled.TryAdd(start.Run.Id, start);
            }
        }

        return Task.CompletedTask;
    }

    public Task RingAsync(string runId, CancellationToken cancellation)
    {
        lock (Rings)
        {
            Rings.Add(runId);
        }

        return Task.CompletedTask;
    }

    public Task<InstanceState> FindAsync(string runId, CancellationToken cancellation) => Task.FromResult(
        Ended.Contains(runId) ? InstanceState.Ended : Scheduled.ContainsKey(runId) ? InstanceState.Live : InstanceState.None);

    public Task RemoveAsync(string runId, CancellationToken cancellation)
    {
        Scheduled.Remove(runId);
        Ended.Remove(runId);
        return Task.CompletedTask;
    }
}
