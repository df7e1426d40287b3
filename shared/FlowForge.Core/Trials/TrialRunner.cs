using System.Text;
using FlowForge.Core.Assistance;
using FlowForge.Core.Execution;
using FlowForge.Core.Failures;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.Serialization;

namespace FlowForge.Core.Trials;

/// <summary>
/// Tries a changed workflow on a recorded run: a fork from the frame that failed, in memory, as far as it can go. Nothing is called, nothing is kept. Nodes that
/// reach outside give what was recorded (<see cref="RecordedAnswers"/>); where nothing was, the trial stops and says so.
/// </summary>
/// <param name="parts">The host's parts; their stores are only read.</param>
/// <param name="quiet">The host's built-in kinds over a way out that leads nowhere.</param>
public sealed class TrialRunner(EngineParts parts, ICatalogue quiet)
{
    /// <summary>Tries it. Null when this run cannot be forked, so that it cannot be tried in this way.</summary>
    /// <param name="run">The run, whose journal is durable as far as the failure.</param>
    /// <param name="workflow">The document it went by.</param>
    /// <param name="changed">The document that is tried.</param>
    /// <param name="failed">The failed node, and why.</param>
    /// <param name="iteration">Its iteration.</param>
    /// <param name="cancellation">The caller.</param>
    public async ValueTask<HealTrial?> RunAsync(RunRecord run, Workflow workflow, Workflow changed, Failure failed, string iteration, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(failed);
        if (await LongRuns.IsLongAsync(parts.Runs, run.Id, cancellation).ConfigureAwait(false)
            || await FrameAsync(run, failed.NodeId!, iteration, cancellation).ConfigureAwait(false) is not { } frame)
        {
            return null;
        }

        var sources = new Dictionary<(string, string), AnswerSource>();
        var store = new TrialStore(parts.Runs);
        var answers = new RecordedAnswers(parts, run, workflow);
        var own = Parts(store, new(parts.Catalogue, quiet, (kind, node) => new RecordedKind(kind, node, answers, MayStandIn(node, failed), Note)));
        var engine = new RunEngine(own);
        await using (engine.ConfigureAwait(false))
        {
            return await RunAsync(engine, own, run, Prepared(changed), frame, cancellation).ConfigureAwait(false) is { } ended
                ? new TrialReading(failed.NodeId!, iteration, sources).Of(ended.Run, ended.Frames)
                : null;
        }

        void Note(string node, string at, AnswerSource source)
        {
            lock (sources)
            {
                sources[(node, at)] = source;
            }
        }
    }

    /// <summary>A call that failed by itself is not answered by what another call gave; one whose parameters only had no value may be.</summary>
    private static bool MayStandIn(Node node, Failure failed) =>
        node.Id != failed.NodeId || failed.Code == FailureCodes.Parameter || failed.Code.StartsWith("expression.", StringComparison.Ordinal);

    private static async ValueTask<(RunRecord Run, IReadOnlyList<Frame> Frames)?> RunAsync(
        RunEngine engine, EngineParts own, RunRecord run, Workflow changed, Frame frame, CancellationToken cancellation)
    {
        var hash = WorkflowJson.Hash(changed);
        await own.Workflows.PinAsync(hash, Encoding.UTF8.GetString(WorkflowJson.Write(changed)), cancellation).ConfigureAwait(false);
        var forked = await engine.ForkAsync(
            new() { Source = run.Id, FromFrame = frame.Sequence, Document = new(changed, hash, 0), Mode = "manual", Healing = Healing.Off }, cancellation).ConfigureAwait(false);
        if (forked is not ForkResult.Forked { Run: var started })
        {
            return null;
        }

        var ended = await engine.WaitAsync(started.RunId, TimeSpan.FromSeconds(Limits.TrialSeconds), cancellation).ConfigureAwait(false);
        if (ended is not { HasEnded: true })
        {
            await engine.CancelAsync(started.RunId, cancellation).ConfigureAwait(false);
            ended = await engine.WaitAsync(started.RunId, TimeSpan.FromSeconds(Limits.StopGraceSeconds), cancellation).ConfigureAwait(false);
        }

        var page = await new FrameReader(own.Runs, own.Pages).ListAsync(started.RunId, new(Limit: Limits.ListMost, WithItems: false), cancellation).ConfigureAwait(false);
        return (ended!, [.. page!.Items.Where(static one => one is { Side: FrameSide.Egress, IsGiven: false })]);
    }

    private async ValueTask<Frame?> FrameAsync(RunRecord run, string node, string iteration, CancellationToken cancellation)
    {
        var page = await new FrameReader(parts.Runs, parts.Pages)
            .ListAsync(run.Id, new(node, iteration, FrameStatus.Failed, Limits.ListMost, WithItems: false), cancellation).ConfigureAwait(false);
        return page?.Items.LastOrDefault(static frame => frame.Side == FrameSide.Egress);
    }

    /// <summary>Without what reaches beyond one run, what is tried again later, and what is pinned.</summary>
    private static Workflow Prepared(Workflow changed) => changed with
    {
        Config = changed.Config with { ErrorWorkflow = null, Concurrency = null, Healing = null },
        Nodes = [.. changed.Nodes.Select(static node => node with { Retry = null })],
    };

    private EngineParts Parts(TrialStore store, TrialCatalogue catalogue) => parts with
    {
        Runs = store,
        Workflows = new TrialDocuments(parts.Workflows, parts.Clock),
        Catalogue = catalogue,
        Pages = new(store),
        Credentials = parts.Credentials is null ? null : new ClosedCredentials(parts.Clock),
        Meter = null,
        Traces = null,
        Log = null,
        OnPaused = static _ => { },
    };
}
