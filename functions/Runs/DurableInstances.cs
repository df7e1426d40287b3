using DurableTask.Core.Exceptions;
using FlowForge.Core.Driven;
using FlowForge.Core.Failures;
using FlowForge.Core.Planning;
using FlowForge.Durable.Running;
using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace FlowForge.Functions.Runs;

/// <summary>Orchestrations of runs, over the client that the functions are bound to.</summary>
public sealed class DurableInstances : IRunInstances
{
    /// <summary>By default an ended instance of the same id is replaced: a repeated start would run again what has run.</summary>
    private static readonly OrchestrationRuntimeStatus[] Any =
    [
        OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended,
        OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated,
    ];

    private volatile DurableTaskClient? _client;

    /// <summary>Every function that is bound to a client hands it in; all are of one task hub.</summary>
    public void Use(DurableTaskClient client) => _client ??= client;

    /// <inheritdoc/>
    public Failure? Refuse(PlanOutline outline) => DriverStart.Refuse(outline);

    /// <inheritdoc/>
    public async Task ScheduleAsync(DrivenStart start, CancellationToken cancellation)
    {
        try
        {
            await Client.ScheduleNewOrchestrationInstanceAsync(
                nameof(RunWorkflow), DriverStart.Of(start), new StartOrchestrationOptions(start.Run.Id, start.At).WithDedupeStatuses(Any), cancellation)
                .ConfigureAwait(false);
        }
        catch (OrchestrationAlreadyExistsException)
        {
            // A repeat of a start, or two that took care of it: the first one's instance stays.
        }
    }

    /// <inheritdoc/>
    public async Task RingAsync(string runId, CancellationToken cancellation)
    {
        try
        {
            await Client.RaiseEventAsync(runId, RunWorkflow.Doorbell, null, cancellation).ConfigureAwait(false);
        }
        catch (RpcException nobody) when (nobody.StatusCode is StatusCode.FailedPrecondition or StatusCode.NotFound)
        {
            // The instance has ended, or there is none yet: whoever takes the run up reads its mail.
        }
    }

    /// <inheritdoc/>
    public async Task<InstanceState> FindAsync(string runId, CancellationToken cancellation) =>
        await Client.GetInstanceAsync(runId, getInputsAndOutputs: false, cancellation).ConfigureAwait(false) switch
        {
            null => InstanceState.None,
            { IsCompleted: true } => InstanceState.Ended,
            _ => InstanceState.Live,
        };

    /// <inheritdoc/>
    public Task RemoveAsync(string runId, CancellationToken cancellation) => Client.PurgeInstanceAsync(runId, cancellation);

    /// <summary>The client.</summary>
    internal DurableTaskClient Client => _client ?? throw new InvalidOperationException("No function has handed in its client yet.");
}
