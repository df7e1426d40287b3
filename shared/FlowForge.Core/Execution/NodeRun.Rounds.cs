using FlowForge.Core.Failures;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Execution;

/// <content>
/// Calls of other runs in rounds. A round's memo is an event of the run before the first of its runs is started, and these are started under keys that are
/// numbered through all rounds: whatever dies in between, what was decided once is done once.
/// </content>
internal sealed partial class NodeRun
{
    /// <summary>Records what was decided; the node goes on at once, and then starts the runs.</summary>
    private async ValueTask<(NodeEnd End, Failure? Retry)> BeginRoundAsync(
        NodeRecord record, NodeContext context, NodeResult.CallRuns round, CallProgress? known, bool hasMore)
    {
        if (run.Calls is null)
        {
            return await FailAsync(record, context, RunCalls.NotHere, hasMore: false).ConfigureAwait(false);
        }

        if (known is null)
        {
            await run.CommitIngressAsync(node.Index, Ingress(record, FrameStatus.Waiting), _input).ConfigureAwait(false);
        }

        var started = known?.Started ?? 0;
        var next = new CallProgress(record.Attempt, "", true, started, started, known?.Ended ?? 0, known?.HasFailed ?? false) { Memo = round.Memo, First = started };
        return (Calling(next, record), null);
    }

    /// <summary>The round was recorded, its runs have ended, one of them has, or the node's time is over.</summary>
    private async ValueTask<NodeEnd> GoOnInRoundsAsync(CallProgress call, string memo, OpenNode open)
    {
        Attempts++;
        var hasMore = open.Attempt < (node.Node.Retry?.MaxTries ?? 1);
        var record = NewRecord(open.Attempt, open.IngressSequence, run.NextSequence(handOut.Number), open.StartedAt);
        var context = new NodeContext(run, node, handOut.Iteration, open.Attempt, _input, hasMore);
        var (end, failure) = await RoundAsync(record, context, call, memo, hasMore).ConfigureAwait(false);
        Bytes += context.Bytes;
        return failure is null ? end : await PauseAsync(open.Attempt + 1, failure).ConfigureAwait(false) ?? await RunAsync().ConfigureAwait(false);
    }

    private async ValueTask<(NodeEnd End, Failure? Retry)> RoundAsync(NodeRecord record, NodeContext context, CallProgress call, string memo, bool hasMore)
    {
        if (Until(record) <= run.Clock.GetUtcNow())
        {
            await run.Calls!.EndAsync(run.Id, run.CallerAt(node.Node.Id, Iteration, call.Attempt, 0, true).Place).ConfigureAwait(false);
            return await SettleAsync(Took(record, context), context, TimedOut(), hasMore).ConfigureAwait(false);
        }

        if (call.Ended < call.Started)
        {
            return (Calling(call with { Awaited = call.Started }, record), null);
        }

        try
        {
            var ended = call.Started > call.First ? await EndedAsync(call).ConfigureAwait(false) : null;
            var result = await CallAsync(context, (kind, at, stop) => ((ICallingKind)kind).GoOnAsync(at, memo, ended, stop)).ConfigureAwait(false);
            return result switch
            {
                null => (Stopped(Took(record, context)), null),
                NodeResult.CallRuns again when ended is null => await StartRoundAsync(record, context, again, call, hasMore).ConfigureAwait(false),
                NodeResult.CallRuns next => await BeginRoundAsync(record, context, next, call, hasMore).ConfigureAwait(false),
                _ => await SettleAsync(Took(record, context), context, result, hasMore).ConfigureAwait(false),
            };
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return (Stopped(Took(record, context)), null);
        }
    }

    private async ValueTask<(NodeEnd End, Failure? Retry)> StartRoundAsync(
        NodeRecord record, NodeContext context, NodeResult.CallRuns round, CallProgress call, bool hasMore)
    {
        // The event with the memo, and all before it, is durable before anything follows from it.
        await run.RecordedAsync().ConfigureAwait(false);
        for (var i = 0; i < round.Calls.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (await StartAsync(round.Calls[i], run.CallerAt(node.Node.Id, Iteration, call.Attempt, call.First + i, true)).ConfigureAwait(false) is not { } refused)
            {
                continue;
            }

            if (refused.Code == RunEngine.StoppingCode)
            {
                return default;
            }

            await run.Calls!.EndAsync(run.Id, run.CallerAt(node.Node.Id, Iteration, call.Attempt, 0, true).Place).ConfigureAwait(false);
            return await SettleAsync(Took(record, context), context, new NodeResult.Failed(refused), hasMore).ConfigureAwait(false);
        }

        var started = call.First + round.Calls.Count;
        return (Calling(call with { Started = started, Awaited = started }, record), null);
    }

    private async ValueTask<Failure?> StartAsync(RunToCall toCall, RunCaller caller)
    {
        if (caller.Depth > Limits.ChildDepth)
        {
            return Failure.Of(FailureCodes.CallDepth, $"Workflows call one another more than {Limits.ChildDepth} deep.");
        }

        var called = await run.Calls!.FindAsync(toCall.WorkflowId, NodeCalls.Trigger, cancellation).ConfigureAwait(false);
        return called.IsFailure
            ? called.Failure
            : await run.Calls.StartAsync(called.Value, run, caller, StartKeys.Call(caller), run.ModeOfCalled, [toCall.Item], cancellation).ConfigureAwait(false);
    }

    private async ValueTask<IReadOnlyList<EndedCall>> EndedAsync(CallProgress call)
    {
        var ended = new List<EndedCall>(call.Started - call.First);
        for (var i = call.First; i < call.Started; i++)
        {
            var child = await run.Calls!.GetAsync(StartKeys.Call(run.CallerAt(node.Node.Id, Iteration, call.Attempt, i, true)), cancellation).ConfigureAwait(false);
            ended.Add(child is null ? new(null, NodeCalls.Lost())
                : child.Status != RunStatus.Completed ? new(child.Id, NodeCalls.FailureOf(child))
                : new(child.Id, Outcome<ItemList>.From(await run.Calls.OutputAsync(child, cancellation).ConfigureAwait(false))));
        }

        return ended;
    }

    private NodeEnd Calling(CallProgress call, NodeRecord record) => new(null, new RunEvent.Calls(handOut.Number, 0, node.Index, call, Until(record)));

    private DateTimeOffset? Until(NodeRecord record) => node.Node.TimeoutSeconds is { } seconds ? record.StartedAt.AddSeconds(seconds) : null;

    private NodeRecord Took(NodeRecord record, NodeContext context) =>
        record with { DurationMs = (run.Clock.GetUtcNow() - record.StartedAt).TotalMilliseconds, Usage = context.Usage };
}
