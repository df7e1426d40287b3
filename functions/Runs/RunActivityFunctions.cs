using System.Text.Json;
using FlowForge.Durable.Driving;
using FlowForge.Functions.Hosting;
using Microsoft.Azure.Functions.Worker;

namespace FlowForge.Functions.Runs;

/// <summary>The activities. No parameter may be called <c>data</c>: the host then indexes none of the functions.</summary>
public sealed class RunActivityFunctions(AppHost host)
{
    /// <summary>Runs a hand-out.</summary>
    [Function(Activities.RunBranch)]
    public Task<JsonElement> RunBranchAsync([ActivityTrigger] JsonElement input, CancellationToken stopping) =>
        host.ActAsync(Activities.RunBranch, input, stopping);

    /// <summary>Records what no hand-out records.</summary>
    [Function(Activities.RecordRun)]
    public Task<JsonElement> RecordRunAsync([ActivityTrigger] JsonElement input, CancellationToken stopping) =>
        host.ActAsync(Activities.RecordRun, input, stopping);

    /// <summary>Reads the mailbox.</summary>
    [Function(Activities.ReadMail)]
    public Task<JsonElement> ReadMailAsync([ActivityTrigger] JsonElement input, CancellationToken stopping) =>
        host.ActAsync(Activities.ReadMail, input, stopping);

    /// <summary>Claims a wait for its deadline.</summary>
    [Function(Activities.ExpireWait)]
    public Task<JsonElement> ExpireWaitAsync([ActivityTrigger] JsonElement input, CancellationToken stopping) =>
        host.ActAsync(Activities.ExpireWait, input, stopping);

    /// <summary>Raises the stop flag.</summary>
    [Function(Activities.StopRun)]
    public Task<JsonElement> StopRunAsync([ActivityTrigger] JsonElement input, CancellationToken stopping) =>
        host.ActAsync(Activities.StopRun, input, stopping);
}
