using System.Diagnostics;
using FlowForge.Core.Failures;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Planning;
using FlowForge.Core.Ports;
using FlowForge.Core.Telemetry;

namespace FlowForge.Core.Execution;

/// <summary>One node in one iteration: its attempts, then what <c>onError</c> says.</summary>
internal sealed partial class NodeRun(LiveRun run, HandOut handOut, PlanNode node, CancellationToken cancellation)
{
    private NodeInput _input = NodeInput.None;
    private NodeRecord? _begun;
    private bool _isCommitted;
    private Activity? _span;

    /// <summary>A script result that came with the chain's message.</summary>
    public ScriptResult? Ahead { get; init; }

    /// <summary>Attempts made here.</summary>
    public int Attempts { get; private set; }

    /// <summary>Bytes put out.</summary>
    public long Bytes { get; private set; }

    private string Iteration => handOut.Iteration.Path;

    /// <summary>Runs attempts until the node settles, waits, or fails for good.</summary>
    public async ValueTask<NodeEnd> RunAsync()
    {
        _input = Narrowed(run.InputOf(node.Index, Iteration));
        var pinned = run.Planned.Pins[node.Index];
        var failed = run.FailedAttempts(node.Index, Iteration);
        var tries = pinned is null ? Tries(failed) : 1;
        if (failed.Count >= tries || (failed.Count > 0 && !IsOnceMore(failed) && NeverRetried.Contains(failed[^1].Failure!.Code)))
        {
            return await GiveUpAsync(failed[^1], failed[^1].Failure!).ConfigureAwait(false);
        }

        if (pinned is not null)
        {
            return await GiveAsync(pinned).ConfigureAwait(false);
        }

        for (var attempt = failed.Count + 1; ; attempt++)
        {
            var hasMore = attempt < tries;
            var (end, failure) = await AttemptAsync(attempt, hasMore).ConfigureAwait(false);
            if (failure is null)
            {
                return end;
            }

            if (await PauseAsync(attempt + 1, failure).ConfigureAwait(false) is { } answer)
            {
                return answer;
            }
        }
    }

    /// <summary>The pause before an attempt, no shorter than the other side asked for: null once it has been slept, else the answer with which the hand-out ends.</summary>
    private async ValueTask<NodeEnd?> PauseAsync(int attempt, Failure failure)
    {
        var (own, asked) = (node.Node.Retry!.DelayBefore(attempt), TimeSpan.FromSeconds(failure.RetryAfterSeconds ?? 0));
        var delay = asked > own ? asked : own;
        if (delay > TimeSpan.FromSeconds(Limits.InlineRetrySeconds))
        {
            return new(null, new RunEvent.RetryAt(handOut.Number, 0, node.Index, run.Clock.GetUtcNow() + delay));
        }

        try
        {
            await Task.Delay(delay, run.Clock, cancellation).ConfigureAwait(false);
            return null;
        }
        catch (OperationCanceledException)
        {
            return Stopped();
        }
    }

    /// <summary>Goes on behind a wait or behind a loop's last iteration.</summary>
    public async ValueTask<NodeEnd> GoOnAsync(HandOutPhase phase)
    {
        if (run.FindOpen(node.Index, Iteration) is not { } open || (phase == HandOutPhase.WaitOver && BeganHere(open)))
        {
            // The attempt that waited is recorded as failed; what follows from that is missing, or had just begun to wait in its turn.
            return await RunAsync().ConfigureAwait(false);
        }

        _input = open.Input;
        if (phase == HandOutPhase.WaitOver && run.FindCall(node.Index, Iteration) is { } call)
        {
            return call.Memo is { } memo ? await GoOnInRoundsAsync(call, memo, open).ConfigureAwait(false) : await GoOnCallingAsync(call, open).ConfigureAwait(false);
        }

        if (phase == HandOutPhase.WaitOver && node.Kind is ISuspendingKind kind)
        {
            return await AwakeAsync(kind, open).ConfigureAwait(false);
        }

        Attempts = 1;
        var outputs = phase == HandOutPhase.WaitOver ? AfterWait() : AfterLoop();
        var now = run.Clock.GetUtcNow();
        var record = NewRecord(open.Attempt, open.IngressSequence, run.NextSequence(handOut.Number), open.StartedAt) with
        {
            DurationMs = (now - open.StartedAt).TotalMilliseconds,
        };
        if (Exhausted(outputs) is var port and >= 0)
        {
            var context = new NodeContext(run, node, handOut.Iteration, open.Attempt, _input, triesLeft: false);
            return (await FailAsync(record, context, PastItsMax(port), hasMore: false).ConfigureAwait(false)).End;
        }

        record = record with { Status = FrameStatus.Completed, Outputs = outputs };
        Append(record, isResult: true);
        return new(record, null);
    }

    /// <summary>Whether an attempt began in this very hand-out, so that what ended the wait before it is not for it.</summary>
    private bool BeganHere(OpenNode open) => open.IngressSequence >> 20 == handOut.Number;

    private bool IsLastOfBranch => run.Planned.Plan.Outline.Branches[handOut.Branch][^1] == node.Index;

    /// <summary>The first port with items by which a repeat edge may not deliver any more; -1 when there is none.</summary>
    private int Exhausted(PortOutput[] outputs)
    {
        if (IsLastOfBranch)
        {
            foreach (var port in handOut.Exhausted)
            {
                if (port < outputs.Length && outputs[port].Items.Count > 0)
                {
                    return port;
                }
            }
        }

        return -1;
    }

    private Failure PastItsMax(int port) => Failure.Of(
        FailureCodes.RepeatLimit, $"The repeat edge at port '{node.OutputPorts[port]}' has delivered as often as its max allows.");

    /// <summary>The node, when it has been at work for <paramref name="atLeast"/> and nothing of it is recorded; counts its ingress as recorded.</summary>
    public SlowNode? Slow(TimeSpan atLeast)
    {
        if (Volatile.Read(ref _begun) is not { } begun || _isCommitted || run.Clock.GetUtcNow() - begun.StartedAt < atLeast)
        {
            return null;
        }

        _isCommitted = true;
        return new(node.Index, Ingress(begun, FrameStatus.Running), _input);
    }

    private PortOutput[] AfterWait() =>
        Array.ConvertAll<string, PortOutput>([.. node.NamedOutputs], port => port == node.OutputPorts[0]
            ? _input.Referred(0, port, new Lineage.SameOrder(0))
            : Empty(port));

    private static PortOutput Empty(string port) => new(port, ItemList.Empty, StoredItems.InRecord, new Lineage.SameOrder(0));

    private async ValueTask<(NodeEnd End, Failure? Retry)> AttemptAsync(int attempt, bool hasMore)
    {
        Attempts++;
        var startedAt = run.Clock.GetUtcNow();
        var began = run.Clock.GetTimestamp();
        var open = run.FindOpen(node.Index, Iteration);
        var ingress = open is { } known && known.Attempt == attempt ? known.IngressSequence : run.NextSequence(handOut.Number);
        var record = NewRecord(attempt, ingress, ingress + 1, startedAt);
        await BeginAsync(record).ConfigureAwait(false);

        using var span = _span = run.Trace.Node(node.Node, Iteration, attempt);
        var context = new NodeContext(run, node, handOut.Iteration, attempt, _input, hasMore) { Ahead = attempt == 1 ? Ahead : null };
        var result = await CallAsync(context).ConfigureAwait(false);
        Volatile.Write(ref _begun, null);
        Bytes += context.Bytes;
        var took = attempt == 1 && Ahead is not null ? Ahead.Duration : run.Clock.GetElapsedTime(began);
        record = record with { DurationMs = took.TotalMilliseconds, Console = context.Console, Usage = context.Usage };
        return result is null ? (Stopped(record), null) : await SettleAsync(record, context, result, hasMore).ConfigureAwait(false);
    }

    private NodeInput Narrowed(NodeInput input) => node.Node.RunOnce && node.Index != 0 ? input.FirstOnly() : input;

    private NodeRecord NewRecord(int attempt, long ingress, long sequence, DateTimeOffset startedAt) => new()
    {
        NodeId = node.Node.Id,
        Iteration = Iteration,
        Attempt = attempt,
        IngressSequence = ingress,
        Sequence = sequence,
        Status = FrameStatus.Cancelled,
        StartedAt = startedAt,
        Revision = run.Facts.Revision,
        Inputs = _input.Ports,
    };

    /// <summary>Before an effect, and where a host has died twice, the ingress and all before it are durable first.</summary>
    private async ValueTask BeginAsync(NodeRecord record)
    {
        if (run.Planned.HasEffect(node.Index) || run.IsSuspect(handOut.Number))
        {
            _isCommitted = true;
            await run.CommitIngressAsync(node.Index, Ingress(record, FrameStatus.Running), _input).ConfigureAwait(false);
        }

        Volatile.Write(ref _begun, record);
    }

    private IngressEntry Ingress(NodeRecord record, FrameStatus status) => new(
        record.IngressSequence, handOut.Number, record.NodeId, record.Iteration, record.Attempt, status, record.StartedAt, record.Revision, record.Inputs);

    /// <summary>The kind's result; null when the run or the host stops.</summary>
    private ValueTask<NodeResult?> CallAsync(NodeContext context) =>
        CallAsync(context, static (kind, context, stop) => kind.RunAsync(context, stop));

    private async ValueTask<NodeResult?> CallAsync(NodeContext context, Func<INodeKind, NodeContext, CancellationToken, ValueTask<NodeResult>> call)
    {
        if (run.CrashedIn(handOut.Number, node.Node.Id))
        {
            return new NodeResult.Failed(Failure.Of(FailureCodes.CrashedHost, $"The host died {Limits.Poison} times while this node ran."));
        }

        if (node.Kind is not { } kind)
        {
            return new NodeResult.Failed(Failure.Of(FailureCodes.UnknownKind, $"This host has no node kind '{node.Node.Kind}'."));
        }

        if (node.Node.Disabled)
        {
            return Disabled(context, kind);
        }

        using var timeout = node.Node.TimeoutSeconds is { } seconds ? new CancellationTokenSource(TimeSpan.FromSeconds(seconds), run.Clock) : null;
        using var linked = timeout is null ? null : CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        try
        {
            return await call(kind, context, linked?.Token ?? cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return null;
        }
        catch (OperationCanceledException) when (timeout is { IsCancellationRequested: true })
        {
            return TimedOut();
        }
        catch (Exception e) when (e is not StoreFault)
        {
            run.Report($"Node '{node.Node.Id}' of kind '{node.Node.Kind}' broke.", e, node.Node.Id);
            return new NodeResult.Failed(Failure.Of("node.fault", $"The node kind '{node.Node.Kind}' broke: {e.Message}", retryable: true));
        }
    }

    private NodeResult.Failed TimedOut() =>
        new(Failure.Of(FailureCodes.NodeTimeout, $"The node did not end within {node.Node.TimeoutSeconds} s.", retryable: true));

    private NodeResult Disabled(NodeContext context, INodeKind kind)
    {
        if (kind.Description.IsLoop)
        {
            return new NodeResult.LoopBegins(Math.Max(1, _input.Items[0].Count), 1);
        }

        context.PassThrough(node.OutputPorts[0], node.InputPorts[0]);
        return NodeResult.Done;
    }

    private async ValueTask<(NodeEnd, Failure?)> SettleAsync(NodeRecord record, NodeContext context, NodeResult result, bool hasMore)
    {
        var stops = node.Node.OnError == OnError.Stop || (context.ItemFailure is { } first && context.HandsOn(first));
        var failure = (result as NodeResult.Failed)?.Failure ?? context.Fatal ?? (hasMore || stops ? context.ItemFailure : null);
        if (failure is not null)
        {
            return await FailAsync(record, context, failure, hasMore).ConfigureAwait(false);
        }

        switch (result)
        {
            case NodeResult.WaitUntil wait:
                var waiting = Ingress(record, FrameStatus.Waiting);
                run.Open(node.Index, waiting, _input);
                return (new(null, new RunEvent.Waits(handOut.Number, 0, node.Index, Sooner(record, wait.Until))), null);
            case NodeResult.WaitFor wait:
                return (BeginWait(record, wait), null);
            case NodeResult.CallWorkflow call:
                return await BeginCallAsync(record, context, call, hasMore).ConfigureAwait(false);
            case NodeResult.CallRuns round:
                return await BeginRoundAsync(record, context, round, known: null, hasMore).ConfigureAwait(false);
            case NodeResult.LoopBegins loop when run.Planned.Plan.Outline.JoinsEach:
                return await TakeBatchAsync(record, loop).ConfigureAwait(false);
            case NodeResult.LoopBegins loop:
                return await BeginLoopAsync(record, context, loop, hasMore).ConfigureAwait(false);
        }

        var outputs = await context.BuildAsync().ConfigureAwait(false);
        if (Exhausted(outputs) is var port and >= 0)
        {
            return await FailAsync(record, context, PastItsMax(port), hasMore: false).ConfigureAwait(false);
        }

        var allFailed = context.FailedItems > 0 && context.FailedItems >= _input.Items[0].Count;
        record = record with
        {
            Status = allFailed ? FrameStatus.Failed : FrameStatus.Completed,
            Outputs = outputs,
            Failure = context.ItemFailure,
            State = context.StateChanges,
        };
        var reply = (result as NodeResult.Completed)?.Reply;
        record = Append(record, isResult: true, reply);
        if (reply is not null && !IsLastOfBranch)
        {
            run.SendReply();
        }

        return (new(record, null), null);
    }

    private async ValueTask<(NodeEnd End, Failure? Retry)> FailAsync(NodeRecord record, NodeContext context, Failure failure, bool hasMore)
    {
        failure = failure with { NodeId = node.Node.Id };
        record = record with { Status = FrameStatus.Failed, Failure = failure };
        if (hasMore && !NeverRetried.Contains(failure.Code))
        {
            Append(record, isResult: false);
            return (default, failure);
        }

        var port = PortFor(failure);
        if (port >= 0 && IsLastOfBranch && handOut.Exhausted.Contains(port))
        {
            failure = PastItsMax(port) with { NodeId = node.Node.Id };
            record = record with { Failure = failure };
            port = -1;
        }

        if (port >= 0)
        {
            await context.WriteErrorsAsync(port, failure, cancellation).ConfigureAwait(false);
            record = record with { Outputs = await context.BuildAsync().ConfigureAwait(false) };
            Append(record, isResult: true);
            return (new(record, null), null);
        }

        Append(record, isResult: false);
        return (Broken(record.Sequence, failure), null);
    }

    /// <summary>All tries were used up before the host died; only what follows them is missing.</summary>
    private async ValueTask<NodeEnd> GiveUpAsync(NodeRecord last, Failure failure)
    {
        if (PortFor(failure) < 0)
        {
            return Broken(last.Sequence, failure);
        }

        var context = new NodeContext(run, node, handOut.Iteration, last.Attempt, _input, triesLeft: false);
        var (end, _) = await FailAsync(last, context, failure, hasMore: false).ConfigureAwait(false);
        return end;
    }

    private NodeRecord Append(NodeRecord record, bool isResult, Reply? reply = null)
    {
        var kept = run.Append(node.Index, record, isResult, reply);
        FlowForgeTraces.Recorded(_span, kept);
        return kept;
    }

    /// <summary>The port on which the items go on; -1 when the run stops. A loop of repeats is never fed by its own limit.</summary>
    private int PortFor(Failure failure) => node.Node.OnError switch
    {
        OnError.ErrorOutput => node.ErrorPort,
        OnError.Continue or OnError.Pass when failure.Code != FailureCodes.RepeatLimit => ContinuingPort,
        _ => -1,
    };

    private NodeEnd Stopped() => run.IsStopping ? default : new(null, new RunEvent.Cancelled(handOut.Number, 0));

    private NodeEnd Stopped(NodeRecord record)
    {
        if (!run.IsStopping)
        {
            Append(record, isResult: false);
        }

        return Stopped();
    }

    private static readonly HashSet<string> NeverRetried =
        [FailureCodes.UnknownKind, FailureCodes.CredentialUnavailable, FailureCodes.Stopped, FailureCodes.CrashedHost, FailureCodes.RepeatLimit, FailureCodes.CallDepth];
}
