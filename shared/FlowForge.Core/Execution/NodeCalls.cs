using FlowForge.Core.Binaries;
using FlowForge.Core.Failures;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Planning;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Execution;

/// <summary>The runs that one attempt of a node calls: starts them, a window at a time, and puts out what they gave, in the order of the items.</summary>
/// <param name="runs">Where they are started.</param>
/// <param name="run">The run.</param>
/// <param name="node">The node.</param>
/// <param name="iteration">Its iteration.</param>
/// <param name="items">The items of its first input port.</param>
/// <param name="failsFast">Whether the first failure is the attempt's, so that the others are cancelled.</param>
internal sealed class NodeCalls(RunCalls runs, LiveRun run, PlanNode node, string iteration, ItemList items, bool failsFast)
{
    /// <summary>The kind of trigger by which workflows are called.</summary>
    public const string Trigger = "trigger.workflow";

    /// <summary>Goes on from there: a result, or the progress with which the node waits.</summary>
    public async ValueTask<CallStep> StepAsync(CallProgress call, bool isAwaited, bool isTimeOver, NodeContext context, CancellationToken cancellation)
    {
        if (call.HasFailed && failsFast)
        {
            var failure = await FirstFailureAsync(call, cancellation).ConfigureAwait(false);
            return await GiveUpAsync(call, failure).ConfigureAwait(false);
        }

        var total = call.IsPerItem ? items.Count : 1;
        if (isTimeOver && call.Ended < total)
        {
            return await GiveUpAsync(call, Failure.Of(
                FailureCodes.NodeTimeout, $"The called runs did not end within {node.Node.TimeoutSeconds} s.", retryable: true)).ConfigureAwait(false);
        }

        if (total > Limits.CallItems)
        {
            return new CallStep.Over(new NodeResult.Failed(Failure.Of(
                FailureCodes.Limit, $"The node would call {total} runs at once; at most {Limits.CallItems} are allowed. A loop calls them in batches.")));
        }

        var target = isAwaited ? Math.Min(total, call.Ended + Limits.CallWindow) : total;
        if (call.Started < target && await StartAsync(call, target, isAwaited, cancellation).ConfigureAwait(false) is { } refused)
        {
            return refused.Code == RunEngine.StoppingCode ? new CallStep.HostStops() : await GiveUpAsync(call, refused).ConfigureAwait(false);
        }

        if (!isAwaited)
        {
            context.PassThrough(node.NamedOutputs[0], node.InputPorts[0]);
            return new CallStep.Over(NodeResult.Done);
        }

        call = call with { Started = Math.Max(call.Started, target) };
        return call.Ended < call.Started || call.Started < total
            ? new CallStep.Waits(call with { Awaited = call.Started == total ? total : call.Ended + 1 })
            : new CallStep.Over(await CollectAsync(call, total, context, cancellation).ConfigureAwait(false));
    }

    /// <summary>Cancels what is still under way, and fails.</summary>
    private async ValueTask<CallStep> GiveUpAsync(CallProgress call, Failure failure)
    {
        await runs.EndAsync(run.Id, Caller(call, 0).Place).ConfigureAwait(false);
        return new CallStep.Over(new NodeResult.Failed(failure));
    }

    private RunCaller Caller(CallProgress call, int item, bool isAwaited = true) => run.CallerAt(node.Node.Id, iteration, call.Attempt, item, isAwaited);

    private async ValueTask<Failure?> StartAsync(CallProgress call, int target, bool isAwaited, CancellationToken cancellation)
    {
        if (Caller(call, 0).Depth > Limits.ChildDepth)
        {
            return Failure.Of(FailureCodes.CallDepth, $"Workflows call one another more than {Limits.ChildDepth} deep.");
        }

        var called = await runs.FindAsync(call.WorkflowId, Trigger, cancellation).ConfigureAwait(false);
        if (called.IsFailure)
        {
            return called.Failure;
        }

        for (var i = call.Started; i < target; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var given = call.IsPerItem
                ? await items.ReadAsync(i, 1, cancellation).ConfigureAwait(false)
                : await items.ReadAllAsync(cancellation).ConfigureAwait(false);
            var caller = Caller(call, i, isAwaited);
            var failure = await runs.StartAsync(
                called.Value, run, caller, StartKeys.Call(caller), run.ModeOfCalled, given, cancellation).ConfigureAwait(false);
            if (failure is not null)
            {
                return call.IsPerItem ? failure with { Item = i } : failure;
            }
        }

        return null;
    }

    private async ValueTask<Failure> FirstFailureAsync(CallProgress call, CancellationToken cancellation)
    {
        for (var i = 0; i < call.Started; i++)
        {
            if (await ChildAsync(call, i, cancellation).ConfigureAwait(false) is not { HasEnded: true, Status: not RunStatus.Completed } child)
            {
                continue;
            }

            return call.IsPerItem ? FailureOf(child) with { Item = i } : FailureOf(child);
        }

        return Lost();
    }

    private async ValueTask<NodeResult> CollectAsync(CallProgress call, int total, NodeContext context, CancellationToken cancellation)
    {
        for (var i = 0; i < total; i++)
        {
            var child = await ChildAsync(call, i, cancellation).ConfigureAwait(false);
            var failure = child is null ? Lost() : child.Status == RunStatus.Completed ? await TakeOverAsync(call, i, child, context, cancellation).ConfigureAwait(false) : FailureOf(child);
            if (failure is not null && !call.IsPerItem)
            {
                return new NodeResult.Failed(failure);
            }

            if (failure is not null)
            {
                context.FailItem(i, failure);
            }
        }

        return NodeResult.Done;
    }

    private async ValueTask<Failure?> TakeOverAsync(CallProgress call, int item, RunRecord child, NodeContext context, CancellationToken cancellation)
    {
        var output = await runs.OutputAsync(child, cancellation).ConfigureAwait(false);
        var isSameCount = output.Count == items.Count;
        for (var i = 0; i < output.Count;)
        {
            var page = await output.ReadAsync(i, Limits.PageItems, cancellation).ConfigureAwait(false);
            var taken = await BinaryCopies.TakeOverAsync(page, runs.BinariesOf(child), run.Binaries, cancellation).ConfigureAwait(false);
            if (taken.IsFailure)
            {
                return taken.Failure;
            }

            foreach (var given in taken.Value)
            {
                var origin = call.IsPerItem ? Origin.First(item) : items.Count == 1 ? Origin.First(0) : isSameCount ? Origin.First(i) : Origin.None;
                await context.WriteAsync(node.NamedOutputs[0], given, origin).ConfigureAwait(false);
                i++;
            }
        }

        return null;
    }

    private ValueTask<RunRecord?> ChildAsync(CallProgress call, int item, CancellationToken cancellation) =>
        runs.GetAsync(StartKeys.Call(Caller(call, item)), cancellation);

    /// <summary>Why a run that did not complete did not.</summary>
    public static Failure FailureOf(RunRecord child) => child.Failure is { } failure
        ? Failure.Of(failure.Code, $"Run {child.Id} of workflow '{child.WorkflowId}' failed: {failure.Message}", retryable: failure.Retryable)
        : Failure.Of(FailureCodes.CallCancelled, $"Run {child.Id} of workflow '{child.WorkflowId}' was cancelled.");

    /// <summary>There is no such run any more.</summary>
    public static Failure Lost() => Failure.Of(FailureCodes.CallLost, "A called run was deleted before its result was taken.");
}

/// <summary>How a node goes on with its calls.</summary>
internal abstract record CallStep
{
    private CallStep()
    {
    }

    /// <summary>It waits.</summary>
    public sealed record Waits(CallProgress Call) : CallStep;

    /// <summary>It is over.</summary>
    public sealed record Over(NodeResult Result) : CallStep;

    /// <summary>This host takes no starts any more; the next one goes on.</summary>
    public sealed record HostStops : CallStep;
}
