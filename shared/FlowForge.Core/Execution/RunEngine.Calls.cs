using FlowForge.Core.Ports;

namespace FlowForge.Core.Execution;

/// <content>Runs that runs have called.</content>
public sealed partial class RunEngine
{
    private readonly RunCalls _calls;

    RunCalls? IRunHost.Calls => _calls;

    /// <summary>Runs that have not ended and whose end this run waits for.</summary>
    private List<RunRecord> CalledBy(string runId) =>
        [.. _open.Values.Select(open => open.Record).Where(record => record.Caller is { IsAwaited: true } caller && caller.RunId == runId)];

    /// <summary>After a restart: a caller that ended just before it had no time to cancel what it had called.</summary>
    private async Task CancelAbandonedAsync(CancellationToken cancellation)
    {
        foreach (var record in _open.Values.Select(open => open.Record).ToList())
        {
            if (record.Caller is { IsAwaited: true } caller && !_open.ContainsKey(caller.RunId)
                && await _parts.Runs.GetRunAsync(caller.RunId, cancellation).ConfigureAwait(false) is null or { HasEnded: true })
            {
                await CancelAsync(record.Id, cancellation).ConfigureAwait(false);
            }
        }
    }
}
