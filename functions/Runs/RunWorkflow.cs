using System.Text.Json;
using FlowForge.Durable.Driving;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace FlowForge.Functions.Runs;

/// <summary>The orchestrator: a run's driver. Its input names the decider's version, so that runs in flight go on with the one they began with.</summary>
public static class RunWorkflow
{
    /// <summary>Name of the event that is the run's doorbell.</summary>
    public const string Doorbell = "mail";

    /// <summary>Runs one generation.</summary>
    [Function(nameof(RunWorkflow))]
    public static Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, JsonElement input) =>
        RunDriver.RunAsync(new TaskOrchestration(context), input);
}
