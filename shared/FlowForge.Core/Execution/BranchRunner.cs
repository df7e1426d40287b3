using FlowForge.Core.Failures;
using FlowForge.Core.Frames;
using FlowForge.Core.Planning;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Execution;

/// <summary>
/// Runs the nodes of one hand-out in order and records each. Handed the same branch again after a crash, it starts behind the last record.
/// </summary>
internal sealed class BranchRunner(LiveRun run, HandOut handOut, CancellationToken cancellation)
{
    private readonly PlanOutline _outline = run.Planned.Plan.Outline;
    private readonly Dictionary<int, ScriptResult> _ahead = [];
    private readonly DateTimeOffset _began = run.Clock.GetUtcNow();
    private int _runs;
    private long _bytes;
    private NodeRun? _current;

    /// <summary>The answer; null when the host is stopping, so that the hand-out stays out.</summary>
    public async ValueTask<RunEvent.Answer?> RunAsync()
    {
        var branch = _outline.Branches[handOut.Branch];
        for (var p = _outline.Nodes[handOut.First].Position; ; p++)
        {
            if (cancellation.IsCancellationRequested)
            {
                return run.IsStopping ? null : Cancelled(branch[p]);
            }

            var node = branch[p];
            var record = run.FindResult(node, handOut.Iteration.Path);
            if (record is null)
            {
                if (IsSliceOver())
                {
                    return new RunEvent.Yielded(handOut.Number, _runs, node);
                }

                var end = await RunNodeAsync(node).ConfigureAwait(false);
                if (end.Answer is not null || end.Record is null)
                {
                    return end.Answer;
                }

                record = end.Record;
            }

            if (p + 1 == branch.Length || !Delivers(record, _outline.Nodes[node]))
            {
                return Advanced(node, record);
            }
        }
    }

    /// <summary>A node that was at work when an earlier host died, and a wait that was just over, get their end here.</summary>
    private RunEvent.Cancelled Cancelled(int node)
    {
        if (handOut.Phase != HandOutPhase.LoopOver && run.FindResult(node, handOut.Iteration.Path) is null)
        {
            run.CancelOpen(node, handOut.Iteration.Path);
        }

        return new(handOut.Number, _runs);
    }

    /// <summary>The ingress of a node that has been at work for a while and is not recorded yet; null when there is none.</summary>
    public IngressEntry? SlowIngress(TimeSpan atLeast) => Volatile.Read(ref _current)?.SlowIngress(atLeast);

    private bool IsSliceOver() =>
        _runs >= Limits.SegmentRecords || _bytes >= Limits.SliceBytes
        || (_runs > 0 && run.Clock.GetUtcNow() - _began >= TimeSpan.FromSeconds(Limits.SliceSeconds));

    private bool Delivers(NodeRecord record, OutlineNode node)
    {
        var port = _outline.Edges[node.Out[0]].FromPort;
        return port < record.Outputs.Count && record.Outputs[port].Items.Count > 0;
    }

    private RunEvent.Advanced Advanced(int node, NodeRecord record) =>
        new(handOut.Number, _runs, node, record.Counts(_outline.Nodes[node].OutputPorts), record.Status == FrameStatus.Completed, record.Sequence);

    private async ValueTask<NodeEnd> RunNodeAsync(int node)
    {
        await FetchAheadAsync(node).ConfigureAwait(false);
        var phase = node == handOut.First ? handOut.Phase : HandOutPhase.Begin;
        var nodeRun = new NodeRun(run, handOut, run.Planned.Plan.Nodes[node], cancellation) { Ahead = _ahead.GetValueOrDefault(node) };
        Volatile.Write(ref _current, nodeRun);
        try
        {
            var end = phase == HandOutPhase.Begin ? await nodeRun.RunAsync().ConfigureAwait(false) : await nodeRun.GoOnAsync(phase).ConfigureAwait(false);
            _runs += nodeRun.Attempts;
            _bytes += nodeRun.Bytes;
            return end.Answer is null ? end : end with { Answer = end.Answer with { NodeRuns = _runs } };
        }
        finally
        {
            Volatile.Write(ref _current, null);
        }
    }

    /// <summary>Consecutive script nodes cross to the worker in one message.</summary>
    private async ValueTask FetchAheadAsync(int node)
    {
        if (run.Planned.Steps[node] is null || _ahead.ContainsKey(node) || run.FailedAttempts(node, handOut.Iteration.Path).Count > 0)
        {
            return;
        }

        var chain = run.Planned.Chain(node);
        if (chain.Count < 2)
        {
            return;
        }

        var planNode = run.Planned.Plan.Nodes[node];
        var scope = new NodeScope(run, planNode, handOut.Iteration, run.InputOf(node, handOut.Iteration.Path));
        var steps = chain.ConvertAll(link => run.Planned.Steps[link]!);
        try
        {
            var results = await run.Scripts.RunAsync(steps, scope, cancellation).ConfigureAwait(false);
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
