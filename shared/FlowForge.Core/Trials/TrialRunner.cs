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
        return await IsLongAsync(run, cancellation).ConfigureAwait(false) || await FrameAsync(run, failed.NodeId!, iteration, cancellation).ConfigureAwait(false) is not { } frame
            ? null
            : (await TryAsync(run, workflow, failed, iteration, new() { Source = run.Id, FromFrame = frame.Sequence, Document = Document(changed) }, cancellation).ConfigureAwait(false))?.Trial;
    }

    /// <summary>
    /// Tries the document as it is with other values in the item that failed. Failures: <c>heal.data</c> where its items are not all at hand or no single one failed, <c>heal.path</c>.
    /// </summary>
    /// <param name="run">The run, whose journal is durable as far as the failure.</param>
    /// <param name="workflow">The document it went by.</param>
    /// <param name="failed">The failed node, and why.</param>
    /// <param name="iteration">Its iteration.</param>
    /// <param name="values">The other values.</param>
    /// <param name="cancellation">The caller.</param>
    public async ValueTask<Outcome<DataTrial>> RunDataAsync(
        RunRecord run, Workflow workflow, Failure failed, string iteration, IReadOnlyList<DataValue> values, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(failed);
        if (await IsLongAsync(run, cancellation).ConfigureAwait(false)
            || await FrameAsync(run, failed.NodeId!, iteration, cancellation).ConfigureAwait(false) is not { Input: [var first, ..] } frame
            || await IngressAsync(run, frame, cancellation).ConfigureAwait(false) is not { } ingress
            || (failed.Item ?? (first.Count == 1 ? 0 : -1)) is not (>= 0 and var item) || item >= first.Count || !IsWhole(frame.Input))
        {
            return Failure.Of("heal.data", "The item that failed is not known, or what the node was given is too much to be given again.");
        }

        var put = DataValue.Put(first.Items[item].Json, values);
        if (put.IsFailure)
        {
            return put.Failure;
        }

        var items = frame.Input.ToDictionary(
            static port => port.Port,
            IReadOnlyList<Item> (port) => ReferenceEquals(port, first) ? [.. port.Items.Select((one, at) => at == item ? one with { Json = put.Value.Json } : one)] : port.Items,
            StringComparer.Ordinal);
        var request = new ForkRequest { Source = run.Id, FromFrame = ingress.Sequence, Items = items, Document = Document(workflow) };
        if (await TryAsync(run, workflow, failed, iteration, request, cancellation).ConfigureAwait(false) is not { } tried)
        {
            return Failure.Of("heal.data", "This run cannot be forked, so that nothing could be tried.");
        }

        return new DataTrial(tried.Trial, tried.Trial.Outcome == TrialOutcome.Passed && tried.Given is { } given
            ? new(item, put.Value.Values, given.ToDictionary(static port => port.Port, static port => port.Items, StringComparer.Ordinal))
            : null);
    }

    /// <summary>Runs a fork in memory. Given is what the node put out that had failed: null where it failed again, was not run, or gave more than is at hand.</summary>
    private async ValueTask<(HealTrial Trial, IReadOnlyList<PortItems>? Given)?> TryAsync(
        RunRecord run, Workflow workflow, Failure failed, string iteration, ForkRequest request, CancellationToken cancellation)
    {
        var sources = new Dictionary<(string, string), AnswerSource>();
        var store = new TrialStore(parts.Runs);
        var answers = new RecordedAnswers(parts, run, workflow);
        var own = Parts(store, new(parts.Catalogue, quiet, (kind, node) => new RecordedKind(kind, node, answers, MayStandIn(node, failed), Note)));
        var engine = new RunEngine(own);
        await using (engine.ConfigureAwait(false))
        {
            if (await RunAsync(engine, own, request, cancellation).ConfigureAwait(false) is not { } ended)
            {
                return null;
            }

            var node = await new FrameReader(store, own.Pages).ListAsync(ended.Run.Id, new(failed.NodeId, iteration, FrameStatus.Completed, Limits.ListMost), cancellation).ConfigureAwait(false);
            return (new TrialReading(failed.NodeId!, iteration, sources).Of(ended.Run, ended.Frames),
                node?.Items.LastOrDefault(static one => one.Side == FrameSide.Egress) is { Failure: null, Output: var given } && IsWhole(given) && !sources.ContainsKey((failed.NodeId!, iteration)) ? given : null);
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
        RunEngine engine, EngineParts own, ForkRequest request, CancellationToken cancellation)
    {
        var document = request.Document!;
        await own.Workflows.PinAsync(document.Hash, Encoding.UTF8.GetString(WorkflowJson.Write(document.Workflow)), cancellation).ConfigureAwait(false);
        var forked = await engine.ForkAsync(request with { Mode = "manual", Healing = Healing.Off }, cancellation).ConfigureAwait(false);
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

    private async ValueTask<bool> IsLongAsync(RunRecord run, CancellationToken cancellation) => await LongRuns.IsLongAsync(parts.Runs, run.Id, cancellation).ConfigureAwait(false);

    /// <summary>The frame that failed, with its items.</summary>
    private async ValueTask<Frame?> FrameAsync(RunRecord run, string node, string iteration, CancellationToken cancellation)
    {
        var page = await new FrameReader(parts.Runs, parts.Pages).ListAsync(run.Id, new(node, iteration, FrameStatus.Failed, Limits.ListMost), cancellation).ConfigureAwait(false);
        return page?.Items.LastOrDefault(static frame => frame.Side == FrameSide.Egress);
    }

    /// <summary>The frame with which the same attempt began.</summary>
    private async ValueTask<Frame?> IngressAsync(RunRecord run, Frame egress, CancellationToken cancellation)
    {
        var page = await new FrameReader(parts.Runs, parts.Pages)
            .ListAsync(run.Id, new(egress.NodeId, egress.Iteration, FrameStatus.Running, Limits.ListMost, WithItems: false), cancellation).ConfigureAwait(false);
        return page?.Items.LastOrDefault(frame => frame.Side == FrameSide.Ingress && frame.Attempt == egress.Attempt);
    }

    /// <summary>Whether all items are at hand, and not only the first of them.</summary>
    private static bool IsWhole(IEnumerable<PortItems> ports) => ports.All(static port => port.Items.Count == port.Count);

    private static ForkDocument Document(Workflow workflow)
    {
        var prepared = Prepared(workflow);
        return new(prepared, WorkflowJson.Hash(prepared), 0);
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
