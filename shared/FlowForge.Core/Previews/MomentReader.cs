using System.Runtime.CompilerServices;
using FlowForge.Core.Execution;
using FlowForge.Core.Failures;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Planning;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Previews;

/// <summary>Reads the moment of a run at which a node began, out of the run's journal; memory holds what the node may ask for, not the run.</summary>
/// <param name="parts">The host's stores.</param>
/// <param name="run">The run.</param>
/// <param name="planned">The plan whose node asks; the run may have had another.</param>
/// <param name="node">The node.</param>
/// <param name="names">Names of nodes it asks for; null in the list for any.</param>
internal sealed class MomentReader(EngineParts parts, RunRecord run, PlannedWorkflow planned, PlanNode node, IReadOnlyList<string?> names)
{
    private const int Batch = 16;
    private readonly PlanOutline _outline = planned.Plan.Outline;
    private readonly RecordSource _source = new(parts.Runs, parts.Pages, run);
    private int[] Scopes => field ??= Around(_outline.Nodes[node.Index].Scope);

    /// <summary>For each node how many indices of its iterations have to be the asking node's own; one less in a repeat, whose earlier rounds count.</summary>
    private int[] Shared => field ??= Array.ConvertAll(_outline.Nodes, other =>
    {
        var common = _outline.Scopes[Around(other.Scope).First(Scopes.Contains)];
        return common.Depth - (common.Role == ScopeRole.Repeat ? 1 : 0);
    });

    /// <summary>Whether the run has more than <see cref="Limits.PreviewSegments"/> segments.</summary>
    public async ValueTask<bool> IsTooLongAsync(CancellationToken cancellation) =>
        await LongRuns.IsLongAsync(parts.Runs, run.Id, cancellation).ConfigureAwait(false);

    /// <summary>Items of ranges of the run.</summary>
    public ItemList Items(IReadOnlyList<ItemRef> refs) => _source.Items(refs);

    /// <summary>The iteration that is asked for, or else the last one of the node or of its scope; a failure when there is none.</summary>
    public async ValueTask<Outcome<Iteration>> IterationAsync(string? asked, CancellationToken cancellation)
    {
        // With join: each the one index is the run of the node.
        var depth = _outline.JoinsEach ? 1 : _outline.Scopes[_outline.Nodes[node.Index].Scope].Depth;
        if (asked is not null)
        {
            return new Iteration(asked) is var given && given.Depth == depth && IsPath(asked)
                ? given
                : Failure.Of("preview.iteration", _outline.JoinsEach
                    ? $"With join: each an iteration is the index of a run of node '{node.Node.DisplayName}', not '{asked}'."
                    : $"Node '{node.Node.DisplayName}' is inside {depth} loops, so its iteration is a path of {depth} indices, not '{asked}'.");
        }

        if (depth == 0)
        {
            return Iteration.Root;
        }

        string? own = null, beside = null;
        await foreach (var entry in EntriesAsync(cancellation).ConfigureAwait(false))
        {
            if (Place(entry) is { } place)
            {
                own = place.Node == node.Index ? place.Iteration : own;
                beside = _outline.Nodes[place.Node].Scope == _outline.Nodes[node.Index].Scope ? place.Iteration : beside;
            }
        }

        // With join: each a node that has not run would run for the first time.
        return (own ?? (_outline.JoinsEach ? "0" : beside)) is { } last
            ? new Iteration(last)
            : Failure.Of("preview.iteration", $"In run {run.Id} no iteration of the loop round node '{node.Node.DisplayName}' has been recorded.");
    }

    /// <summary>Reads the moment. With <paramref name="withSources"/> also what the node's edges brought, for a node that has not been recorded itself.</summary>
    public async ValueTask<Moment> ReadAsync(RunFacts facts, Iteration iteration, bool withSources, CancellationToken cancellation)
    {
        var moment = new Moment(parts, planned, facts, new(planned.Needs, AskedNodes.All(_outline)), _source);
        var wanted = Wanted(withSources);
        var last = new Dictionary<int, NodeRecord>();
        var loops = new Dictionary<int, (int Node, IngressEntry Ingress)>();
        await foreach (var entry in EntriesAsync(cancellation).ConfigureAwait(false))
        {
            switch (entry)
            {
                case StartEntry start:
                    moment.Results.Start = start.Items;
                    break;
                case EventEntry { Event: RunEvent.LoopBegan began } when loops.Remove(began.Number, out var loop):
                    moment.AddLoop(loop.Node, loop.Ingress.Iteration, Open(loop.Ingress, began.BatchSize));
                    break;
                case EventEntry { Event: RunEvent.LoopGiven given } when loops.Remove(IngressEntry.NoHandOut, out var loop):
                    moment.AddLoop(loop.Node, loop.Ingress.Iteration, Open(loop.Ingress, given.BatchSize));
                    break;
                case InputEntry input when planned.NodeIndex.TryGetValue(input.NodeId, out var at):
                    moment.Results.Replace(at, input);
                    break;
                case IngressEntry ingress when planned.NodeIndex.TryGetValue(ingress.NodeId, out var at):
                    if (at == node.Index && ingress.Iteration == iteration.Path)
                    {
                        (moment.Inputs, moment.At) = (ingress.Inputs, ingress.At);
                    }
                    else if (IsAround(at, ingress.Iteration, iteration))
                    {
                        if (ingress.Loop is { } size)
                        {
                            moment.AddLoop(at, ingress.Iteration, Open(ingress, size.BatchSize));
                        }
                        else
                        {
                            // Written before an ingress said how its loop is cut; then its event does.
                            loops[ingress.HandOut] = (at, ingress);
                        }
                    }

                    break;
                case NodeRecord record when planned.NodeIndex.TryGetValue(record.NodeId, out var at):
                    if (at == node.Index && record.Iteration == iteration.Path)
                    {
                        (moment.Inputs, moment.At) = (record.Inputs, record.StartedAt);
                        if (record.IsResult)
                        {
                            return await WithLastAsync(moment, last, cancellation).ConfigureAwait(false);
                        }
                    }
                    else if (record.IsResult)
                    {
                        await TakeAsync(moment, record, at, wanted, iteration, last, withSources, cancellation).ConfigureAwait(false);
                    }

                    break;
            }
        }

        return await WithLastAsync(moment, last, cancellation).ConfigureAwait(false);
    }

    private async ValueTask TakeAsync(
        Moment moment, NodeRecord record, int at, bool[] wanted, Iteration iteration, Dictionary<int, NodeRecord> last, bool withSources, CancellationToken cancellation)
    {
        if (names.Count > 0)
        {
            moment.Results.AddLine(at, record);
        }

        if (!wanted[at] || !IsNear(at, record.Iteration, iteration))
        {
            return;
        }

        // Of a scope inside, names mean the last iteration; only an edge brings all of them.
        if (!withSources && !Scopes.Contains(_outline.Nodes[at].Scope))
        {
            if (!last.TryGetValue(at, out var known) || IterationOrder.Compare(known.Iteration, record.Iteration) <= 0)
            {
                last[at] = record;
            }

            return;
        }

        moment.Results.Add(at, _source.Joined(record));
    }

    private async ValueTask<Moment> WithLastAsync(Moment moment, Dictionary<int, NodeRecord> last, CancellationToken cancellation)
    {
        foreach (var (at, record) in last)
        {
            moment.Results.Add(at, _source.Joined(record));
        }

        moment.End();
        return moment;
    }

    private bool[] Wanted(bool withSources)
    {
        var wanted = new bool[planned.Plan.Nodes.Count];
        foreach (var name in names)
        {
            if (name is null)
            {
                Array.Fill(wanted, true);
            }
            else if (planned.Plan.FindByName(name) is { } named)
            {
                wanted[named.Index] = true;
            }
        }

        foreach (var edge in withSources ? _outline.Nodes[node.Index].In : [])
        {
            wanted[_outline.Edges[edge].From] = true;
        }

        return wanted;
    }

    /// <summary>Whether a record lies in the iterations that the node's own is in, as far down as they share scopes; earlier rounds of a repeat count.</summary>
    private bool IsNear(int at, string recorded, Iteration iteration) =>
        new Iteration(recorded) is var other && other.Depth >= Shared[at] && other.Prefix(Shared[at]).Path == iteration.Prefix(Shared[at]).Path;

    private bool IsAround(int at, string began, Iteration iteration) =>
        _outline.Nodes[at].Body is var body && body >= 0 && Scopes.Contains(body)
        && iteration.Prefix(_outline.Scopes[body].Depth).Parent.Path == began;

    private OpenNode Open(IngressEntry ingress, int batchSize)
    {
        PortInput[] ports = [.. ingress.Inputs];
        return new(ingress.Sequence, ingress.Attempt, ingress.At, new(ports, Array.ConvertAll(ports, port => Items(port.Refs)), Array.ConvertAll(ports, port => port.Refs)))
        {
            BatchSize = batchSize,
        };
    }

    /// <summary>Whether every loop round the node had begun, so that its input can be put together.</summary>
    public bool IsInside(Moment moment, Iteration iteration) => Enumerable.Range(0, _outline.Nodes.Length)
        .Where(at => _outline.Nodes[at].Body is var body && body >= 0 && Scopes.Contains(body))
        .All(at => moment.FindOpen(at, iteration.Prefix(_outline.Scopes[_outline.Nodes[at].Body].Depth).Parent.Path) is not null);

    private (int Node, string Iteration)? Place(JournalEntry entry) => entry switch
    {
        NodeRecord record when planned.NodeIndex.TryGetValue(record.NodeId, out var at) => (at, record.Iteration),
        IngressEntry ingress when planned.NodeIndex.TryGetValue(ingress.NodeId, out var at) => (at, ingress.Iteration),
        _ => null,
    };

    private int[] Around(int scope)
    {
        var around = new List<int>();
        for (var at = scope; at >= 0; at = _outline.Scopes[at].Parent)
        {
            around.Add(at);
        }

        return [.. around];
    }

    private static bool IsPath(string path) =>
        path.Length == 0 || Array.TrueForAll(path.Split('/'), index => index.Length is > 0 and < 10 && index.All(char.IsAsciiDigit));

    private async IAsyncEnumerable<JournalEntry> EntriesAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var reader = new SegmentReader(parts.Pages, run.Family);
        IReadOnlyList<SegmentRow> rows;
        for (var next = 0; (rows = await parts.Runs.ReadSegmentsAsync(run.Id, next, Batch, cancellation).ConfigureAwait(false)).Count > 0; next = rows[^1].Ordinal + 1)
        {
            foreach (var entry in rows.SelectMany(reader.Read))
            {
                yield return entry;
            }

            if (rows[^1].Ordinal == int.MaxValue)
            {
                // The flag at which the hand-outs of a driven run stop; behind it there is nothing.
                yield break;
            }
        }
    }
}
