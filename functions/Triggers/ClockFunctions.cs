using FlowForge.Functions.Hosting;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace FlowForge.Functions.Triggers;

/// <summary>What happens by the clock. A timer of Functions fires on one instance at a time.</summary>
public sealed class ClockFunctions(AppHost host, ILogger<ClockFunctions> logger)
{
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan HistoryKept = TimeSpan.FromDays(7);

    /// <summary>Every minute: records the occurrences of the next two, each to begin at its moment.</summary>
    [Function("Schedules")]
    public async Task TickAsync([TimerTrigger("0 * * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken stopping)
    {
        host.Instances.Use(client);
        await host.FreshAsync(stopping).ConfigureAwait(false);
        await host.Schedules.TickAsync(Ahead, stopping).ConfigureAwait(false);
    }

    /// <summary>Every minute, half past: runs that nobody moves.</summary>
    [Function("Watchdog")]
    public async Task WatchAsync([TimerTrigger("30 * * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken stopping)
    {
        host.Instances.Use(client);
        if (await host.Watch.LookAsync(stopping).ConfigureAwait(false) is var moved and > 0)
        {
            logger.LogInformation("The watchdog moved {Runs} runs.", moved);
        }
    }

    /// <summary>Every hour: expired runs, the histories of ended orchestrations, and lines of concurrency keys in which nobody stands.</summary>
    [Function("Purge")]
    public async Task PurgeAsync([TimerTrigger("0 17 * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken stopping)
    {
        host.Instances.Use(client);
        var before = TimeProvider.System.GetUtcNow() - HistoryKept;
        var purged = await client.PurgeAllInstancesAsync(new PurgeInstancesFilter(
            CreatedTo: before,
            Statuses: [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated]), stopping).ConfigureAwait(false);
        await host.Lines.TidyAsync(stopping).ConfigureAwait(false);
        var swept = await host.Retention.SweepAsync(stopping).ConfigureAwait(false);
        logger.LogInformation("Purged {Instances} histories and {Runs} runs.", purged.PurgedInstanceCount, swept.Runs);
    }
}
