using System.Text.Json;
using FlowForge.Durable.Driving;
using Microsoft.DurableTask;

namespace FlowForge.Functions.Runs;

/// <summary>What Durable Task offers, as the driver asks for it.</summary>
internal sealed class TaskOrchestration(TaskOrchestrationContext context) : IOrchestration
{
    // A fault of an activity is ours, and never fails the run: it is tried again, at last every five minutes, for as long as it takes.
    private static readonly TaskOptions Again = TaskOptions.FromRetryPolicy(
        new RetryPolicy(int.MaxValue, TimeSpan.FromSeconds(2), backoffCoefficient: 2, maxRetryInterval: TimeSpan.FromMinutes(5)));

    /// <inheritdoc/>
    public DateTimeOffset Now => new(DateTime.SpecifyKind(context.CurrentUtcDateTime, DateTimeKind.Utc));

    /// <inheritdoc/>
    public Task<JsonElement> CallAsync(string activity, JsonElement input) => context.CallActivityAsync<JsonElement>(activity, input, Again);

    /// <inheritdoc/>
    public Task TimerAsync(DateTimeOffset at, CancellationToken cancellation) => context.CreateTimer(at.UtcDateTime, cancellation);

    /// <inheritdoc/>
    public Task DoorbellAsync() => context.WaitForExternalEvent<JsonElement?>(RunWorkflow.Doorbell);

    /// <inheritdoc/>
    public void ContinueAsNew(JsonElement input) => context.ContinueAsNew(input, preserveUnprocessedEvents: true);

    /// <inheritdoc/>
    public void SetStatus(string status) => context.SetCustomStatus(status);
}
