using FlowForge.Core.Failures;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Execution;

/// <content>
/// The error workflow (semantics 7). Its run is recorded between what ended this one and the end itself, under a key of this run: a host that dies in between
/// comes by here again, and finds it started or starts it.
/// </content>
internal sealed partial class LiveRun
{
    private const string ErrorTrigger = "trigger.error";

    /// <summary>The error workflow that is to be started; null when there is none, and for tests, error workflows themselves and calls that are too deep.</summary>
    private string? ErrorWorkflowFor(RunCommand.End end) =>
        end is { Status: RunStatus.Failed, Failure: not null } && !_record.IsTest && _record.Mode != "error" && (_record.Caller?.Depth ?? 0) < Limits.ChildDepth
            ? Planned.Plan.Workflow.Config.ErrorWorkflow
            : null;

    private void FinishUnlessHandled(RunCommand.End end)
    {
        if (ErrorWorkflowFor(end) is null)
        {
            Finish(end);
        }
    }

    /// <summary>False when this host stops before the error workflow was started: the next one goes on here.</summary>
    private async Task<bool> HandleFailureAsync()
    {
        if (_record.HasEnded || _end is not { Failure: { } failure } end || ErrorWorkflowFor(end) is not { } workflowId)
        {
            return true;
        }

        // That it fails is durable before anyone is told.
        await FlushAsync().ConfigureAwait(false);
        var isHandled = await TryUntilDoneAsync(
            "The error workflow could not be started", async () => await StartErrorAsync(workflowId, failure).ConfigureAwait(false)).ConfigureAwait(false);
        if (isHandled)
        {
            lock (_gate)
            {
                Finish(end);
            }
        }

        return isHandled;
    }

    /// <summary>Of a run that is driven elsewhere: starts the error workflow of its end, unless that has been done. What breaks in it is a fault.</summary>
    public async ValueTask TellFailureAsync(RunCommand.End end)
    {
        if (end.Failure is { } failure && ErrorWorkflowFor(end) is { } workflowId)
        {
            await StartErrorAsync(workflowId, failure).ConfigureAwait(false);
        }
    }

    private async ValueTask<bool> StartErrorAsync(string workflowId, Failure failure)
    {
        if (Calls is not { } calls)
        {
            Report($"Its error workflow '{workflowId}' was not started.", new NotSupportedException(RunCalls.NotHere.Message));
            return true;
        }

        var called = await calls.FindAsync(workflowId, ErrorTrigger, CancellationToken.None).ConfigureAwait(false);
        var refused = called.IsFailure
            ? called.Failure
            : await calls.StartAsync(
                called.Value, this, CallerAt(failure.NodeId ?? "", "", 1, 0, isAwaited: false), StartKeys.Error(Id), "error",
                [FailedRunItem.Of(_record, Planned.Plan, failure)], CancellationToken.None).ConfigureAwait(false);
        if (refused is { Code: RunEngine.StoppingCode })
        {
            return false;
        }

        if (refused is not null)
        {
            Report($"Its error workflow '{workflowId}' was not started.", new InvalidOperationException(refused.Message));
        }

        return true;
    }
}
