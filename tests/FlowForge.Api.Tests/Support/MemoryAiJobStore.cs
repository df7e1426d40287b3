using System.Collections.Concurrent;
using FlowForge.Core.Ports;

namespace FlowForge.Api.Tests.Support;

/// <summary>What several hosts of a test share.</summary>
internal sealed class MemoryAiJobStore : IAiJobStore
{
    private readonly ConcurrentDictionary<string, KeptAiJob> _jobs = [];
    private readonly ConcurrentDictionary<string, bool> _stopped = [];

    public ValueTask<bool> WriteAsync(string id, KeptAiJob job, CancellationToken cancellation)
    {
        _jobs[id] = job;
        return new(!_stopped.ContainsKey(id));
    }

    public ValueTask<KeptAiJob?> ReadAsync(string id, CancellationToken cancellation) => new(_jobs.GetValueOrDefault(id));

    public ValueTask<bool> StopAsync(string id, CancellationToken cancellation) => new(_jobs.ContainsKey(id) && (_stopped[id] = true));

    public ValueTask ForgetAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        foreach (var (id, _) in _jobs.Where(pair => pair.Value.At < before))
        {
            _jobs.TryRemove(id, out _);
        }

        return ValueTask.CompletedTask;
    }
}
