using FlowForge.Core.Failures;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Planning;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Execution;

/// <summary>
/// Runs the nodes of one hand-out in order and records each. Handed the same branch again after a crash, it starts behind the last record.
/// </summary>
/// <param name="run">The run.</param>
/// <param name="handOut">What is handed out.</param>
/// <param name="slice">What it may use.</param>
/// <param name="isInside">Whether a loop's rounds run inside this hand-out, and this is a branch of them.</param>
/// <param name="cancellation">Stops it.</param>
/// <param name="rounds">Knows what scripts give in rounds to come; null where none are.</param>
internal sealed class BranchRunner(LiveRun run, HandOut handOut, Slice slice, bool isInside, CancellationToken cancellation, RoundsAhead? rounds = null)
{
    private readonly PlanOutline _outline = run.Planned.Plan.Outline;
    private readonly Dictionary<int, ScriptResult> _ahead = [];
    private int _runs;
    private NodeRun? _current;
    private LoopRunner? _rounds;

    /// <summary>The answer; null when the host is stopping, so that the hand-out stays out.</summary>
    public async ValueTask<RunEvent.Answer?> RunAsync()
    {
        var branch = _outline.Branches[handOut.Branch];
        for (var p = _outline.Nodes[handOut.First].Position; ; p++)
        {
            var node = branch[p];
            if (cancellation.IsCancellationRequested)
            {
                return run.IsStopping ? null : Cancelled(AtWork(branch, p));
            }

            if (BreaksAt(node))
            {
                return new RunEvent.Breaks(handOut.Number, _runs, node, run.BreaksUntil);
            }

            if (PhaseOf(node) == HandOutPhase.Rounds)
            {
                return await RoundsAsync(null).ConfigureAwait(false);
            }

            if (BegunLoop(node) is { } began)
            {
                return await BeganAsync(began).ConfigureAwait(false);
            }

            var record = run.FindResult(node, handOut.Iteration.Path);
            if (record is null)
            {
                if (slice.IsOver)
                {
                    return new RunEvent.Yielded(handOut.Number, _runs, node);
                }

                var end = await RunNodeAsync(node).ConfigureAwait(false);
                if (end.Answer is RunEvent.LoopBegan loop)
                {
                    return await BeganAsync(loop).ConfigureAwait(false);
                }

                if (end.Answer is not null || end.Record is null)
                {
                    return end.Answer;
                }

                record = end.Record;
            }

            if (p + 1 == branch.Length || !Delivers(record, _outline.Nodes[node]))
            {
                return Settled(run, handOut.Number, _runs, node, record);
            }
        }
    }

    /// <summary>The counts of a node that has settled.</summary>
    public static RunEvent.Advanced Settled(LiveRun run, int number, int runs, int node, NodeRecord record) =>
        new(number, runs, node, record.Counts(run.Planned.Plan.Outline.Nodes[node].OutputPorts), record.Status == FrameStatus.Completed, record.Sequence);

    /// <summary>Nodes that have been at work for a while and are not recorded yet.</summary>
    public IReadOnlyList<SlowNode> Slow(TimeSpan atLeast) =>
        Volatile.Read(ref _rounds) is { } loop ? loop.Slow(atLeast)
        : Volatile.Read(ref _current)?.Slow(atLeast) is { } slow ? [slow]
        : [];

    private HandOutPhase PhaseOf(int node) => node == handOut.First ? handOut.Phase : HandOutPhase.Begin;

    /// <summary>A breakpoint begins a branch. It counts before the first try of its node, and until a person has answered.</summary>
    private bool BreaksAt(int node) =>
        run.Planned.IsBreakpoint(node) && node == handOut.First && handOut.Phase == HandOutPhase.Begin
        && run.FailedAttempts(node, handOut.Iteration.Path).Count == 0 && run.FindResult(node, handOut.Iteration.Path) is null;

    /// <summary>A loop that began in an earlier life of this hand-out, and may have settled; its rounds are gone through again.</summary>
    private RunEvent.LoopBegan? BegunLoop(int node) =>
        _outline.Nodes[node].Body >= 0 && PhaseOf(node) is HandOutPhase.Begin or HandOutPhase.Again or HandOutPhase.Continued && run.FindLoop(node, handOut.Iteration.Path) is { } size
            ? new(handOut.Number, _runs, node, size.Items, size.BatchSize, size.Concurrency)
            : null;

    private ValueTask<RunEvent.Answer?> BeganAsync(RunEvent.LoopBegan began) =>
        isInside || run.Healing != Healing.Off || began.Concurrency > 1 || !_outline.Scopes[_outline.Nodes[began.Node].Body].RunsThrough ? new(began) : RoundsAsync(began);

    private async ValueTask<RunEvent.Answer?> RoundsAsync(RunEvent.LoopBegan? began)
    {
        var loop = new LoopRunner(run, handOut, began, slice, cancellation);
        Volatile.Write(ref _rounds, loop);
        return await loop.RunAsync().ConfigureAwait(false);
    }

    /// <summary>The node that an earlier host was at, behind those that have a result.</summary>
    private int AtWork(int[] branch, int from)
    {
        for (var p = from; p < branch.Length; p++)
        {
            if (run.FindOpen(branch[p], handOut.Iteration.Path) is not null)
            {
                return branch[p];
            }
        }

        return branch[from];
    }

    /// <summary>A node that was at work when an earlier host died, and a wait that was just over, get their end here; so does a loop with all in it.</summary>
    private RunEvent.Cancelled Cancelled(int node)
    {
        if (_outline.Nodes[node].Body >= 0 && handOut.Phase is HandOutPhase.Begin or HandOutPhase.Again or HandOutPhase.Continued or HandOutPhase.Rounds)
        {
            run.CancelRounds(node, handOut.Iteration.Path);
        }
        else if (handOut.Phase != HandOutPhase.LoopOver && run.FindResult(node, handOut.Iteration.Path) is null)
        {
            run.CancelOpen(node, handOut.Iteration.Path);
        }

        return new(handOut.Number, _runs);
    }

    private bool Delivers(NodeRecord record, OutlineNode node)
    {
        var port = _outline.Edges[node.Out[0]].FromPort;
        return port < record.Outputs.Count && record.Outputs[port].Items.Count > 0;
    }

    private async ValueTask<NodeEnd> RunNodeAsync(int node)
    {
        await FetchAheadAsync(node).ConfigureAwait(false);
        var phase = PhaseOf(node);
        var nodeRun = new NodeRun(run, handOut, run.Planned.Plan.Nodes[node], cancellation) { Ahead = _ahead.GetValueOrDefault(node) };
        Volatile.Write(ref _current, nodeRun);
        try
        {
            var end = phase switch
            {
                HandOutPhase.Begin or HandOutPhase.Again or HandOutPhase.Continued => await nodeRun.RunAsync().ConfigureAwait(false),
                HandOutPhase.Given or HandOutPhase.PassedBy => await nodeRun.AnsweredAsync(phase).ConfigureAwait(false),
                _ => await nodeRun.GoOnAsync(phase).ConfigureAwait(false),
            };
            _runs += nodeRun.Attempts;
            slice.Add(nodeRun.Attempts, nodeRun.Bytes);
            return end.Answer is null ? end : end with { Answer = end.Answer with { NodeRuns = _runs } };
        }
        finally
        {
            Volatile.Write(ref _current, null);
        }
    }

    /// <summary>Consecutive script nodes cross to the worker in one message, and so do those of rounds to come.</summary>
    private async ValueTask FetchAheadAsync(int node)
    {
        if (run.Planned.Steps[node] is null || _ahead.ContainsKey(node) || run.FailedAttempts(node, handOut.Iteration.Path).Count > 0)
        {
            return;
        }

        var asked = rounds?.Take(node, handOut.Iteration);
        var chain = asked is null ? run.Planned.Chain(node) : run.Planned.RoundChain(node)!;
        if (asked is null && chain.Count < 2)
        {
            return;
        }

        try
        {
            var results = asked is null ? await run.AskScriptsAsync(chain, handOut.Iteration, cancellation).ConfigureAwait(false) : await asked.ConfigureAwait(false);
            for (var i = 0; i < results.Count; i++)
            {
                _ahead[chain[i]] = results[i];
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The node's own run sees the cancel and records it.
        }
    }
}

/// <summary>How a node's run ended: a record to go on from, or the hand-out's answer; neither when the host is stopping.</summary>
internal readonly record struct NodeEnd(NodeRecord? Record, RunEvent.Answer? Answer);
