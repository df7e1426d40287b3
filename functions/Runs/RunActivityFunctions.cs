using System.Text.Json;
using FlowForge.Durable.Driving;
using FlowForge.Functions.Hosting;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace FlowForge.Functions.Runs;

/// <summary>The activities. No parameter may be called <c>data</c>: the host then indexes none of the functions.</summary>
public sealed class RunActivityFunctions(AppHost host)
{
    /// <summary>Runs a hand-out.</summary>
    [Function(Activities.RunBranch)]
    public Task<JsonElement> RunBranchAsync([ActivityTrigger] JsonElement input, [DurableClient] DurableTaskClient client, CancellationToken stopping) =>
        ActAsync(Activities.RunBranch, input, client, stopping);

    /// <summary>Records what no hand-out records.</summary>
    [Function(Activities.RecordRun)]
    public Task<JsonElement> RecordRunAsync([ActivityTrigger] JsonElement input, [DurableClient] DurableTaskClient client, CancellationToken stopping) =>
        ActAsync(Activities.RecordRun, input, client, stopping);

    /// <summary>Reads the mailbox.</summary>
    [Function(Activities.ReadMail)]
    public Task<JsonElement> ReadMailAsync([ActivityTrigger] JsonElement input, [DurableClient] DurableTaskClient client, CancellationToken stopping) =>
        ActAsync(Activities.ReadMail, input, client, stopping);

    /// <summary>Claims a wait for its deadline.</summary>
    [Function(Activities.ExpireWait)]
    public Task<JsonElement> ExpireWaitAsync([ActivityTrigger] JsonElement input, [DurableClient] DurableTaskClient client, CancellationToken stopping) =>
        ActAsync(Activities.ExpireWait, input, client, stopping);

    /// <summary>Raises the stop flag.</summary>
    [Function(Activities.StopRun)]
    public Task<JsonElement> StopRunAsync([ActivityTrigger] JsonElement input, [DurableClient] DurableTaskClient client, CancellationToken stopping) =>
        ActAsync(Activities.StopRun, input, client, stopping);

    private Task<JsonElement> ActAsync(string activity, JsonElement input, DurableTaskClient client, CancellationToken stopping)
    {
        // After a crash an activity may be the first that the new process runs.
        host.Instances.Use(client);
        return host.ActAsync(activity, input, stopping);
    }
}
