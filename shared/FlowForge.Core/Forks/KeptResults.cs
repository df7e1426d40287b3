using System.Text.Json;
using FlowForge.Core.Execution;
using FlowForge.Core.Frames;

namespace FlowForge.Core.Forks;

/// <summary>
/// Which results of a recorded run a fork keeps. A fresh decider is told them in the order in which they were recorded, but for the fork's own
/// point; what it could not have handed out itself depends on that point, and is left behind. So <em>depends</em> (semantics 8) needs no rules of its
/// own: the rules by which a run goes forward are the only ones.
/// </summary>
/// <param name="rule">The plan the results were recorded with, which says what depends on what.</param>
/// <param name="into">The fork's plan; the same one unless the fork has another document.</param>
/// <param name="point">Where it goes its own way.</param>
/// <param name="isTest">Whether the fork is a test run, whose changes of state are seen by itself alone.</param>
/// <param name="isCut">Whether the fork's plan is a part of its document, so that results of nodes outside that part are let go.</param>
internal sealed class KeptResults(FilledPlan rule, FilledPlan into, ForkPoint point, bool isTest, bool isCut)
{
    private readonly PlanFit? _fit = ReferenceEquals(rule, into) ? null : new(rule.Plan, into.Plan);
    private readonly SkipPairs _skips = new(into.Plan);
    private readonly Dictionary<(string Node, string Iteration), List<NodeRecord>> _failed = [];
    private readonly Dictionary<(string Node, string Iteration), IngressEntry> _loops = [];
    private readonly Dictionary<int, IngressEntry> _loopsOut = [];
    private readonly EarlyResults _early = new(rule.Plan);
    private readonly HashSet<string> _unfit = new(StringComparer.Ordinal);
    private readonly HashSet<string> _untaken = new(StringComparer.Ordinal);

    // A node that is named without a frame may be new in the fork's document, so that the source's plan does not say what depends on it; nor on new pins.
    private readonly HashSet<string> _behind = point.Iteration is null && !ReferenceEquals(rule, into)
        ? BehindNodes.Of(into.Plan, into.Pinned.Append(point.NodeId))
        : [];

    /// <summary>Results kept so far.</summary>
    public int Count { get; private set; }

    /// <summary>The event with which the fork begins.</summary>
    public JournalEntry Beginning => new EventEntry(into.Beginning);

    /// <summary>Nodes whose results do not fit the fork's plan, in the order of the plan they were recorded with.</summary>
    public IReadOnlyList<string> Incompatible =>
        [.. rule.Plan.Nodes.Select(node => node.Node.Id).Where((_unfit.Count > 0 ? _unfit : _untaken).Contains)];

    /// <summary>What the fork records of an entry, entries before it that were waited with included.</summary>
    public IEnumerable<JournalEntry> Take(JournalEntry entry)
    {
        switch (entry)
        {
            case NodeRecord { IsResult: true } record when !point.Is(record.NodeId, record.Iteration) && !IsPinnedOtherwise(record):
                return Take(record);
            case NodeRecord { IsResult: false, Status: FrameStatus.Failed } attempt:
                Attempts(attempt.NodeId, attempt.Iteration).Add(attempt);
                return [];
            case IngressEntry ingress when rule.Plan.FindById(ingress.NodeId)?.Kind?.Description.IsLoop == true:
                _loops[(ingress.NodeId, ingress.Iteration)] = ingress;
                if (ingress.Loop is { } size)
                {
                    return Begin(new(ingress.NodeId, ingress.Iteration, size.Items, size.BatchSize, size.Concurrency));
                }

                // Written before an ingress said how its loop is cut; then its event does.
                _loopsOut[ingress.HandOut] = ingress;
                return [];
            case EventEntry { Event: RunEvent.LoopBegan began } when _loopsOut.Remove(began.Number, out var loop):
                return Begin(new(loop.NodeId, loop.Iteration, began.Items, began.BatchSize, began.Concurrency));
            case EventEntry { Event: RunEvent.LoopGiven given } when _loopsOut.Remove(IngressEntry.NoHandOut, out var loop):
                return Begin(new(loop.NodeId, loop.Iteration, given.Items, given.BatchSize, given.Concurrency));
            case SkippedEntry skipped:
                return _skips.Recorded(skipped);
            default:
                return [];
        }
    }

    /// <summary>Whether the node is all ready to run.</summary>
    public bool IsReady(string nodeId, string iteration) => into.Takes(nodeId, iteration);

    /// <summary>Gives the point's own result, as recorded or as a caller wants it; none when the point is not ready for it.</summary>
    public IEnumerable<JournalEntry> Give(NodeRecord record)
    {
        if (into.Takes(record.NodeId, record.Iteration))
        {
            return Keep(record);
        }

        _untaken.Add(record.NodeId);
        return [];
    }

    /// <summary>What was not recorded and follows from what is kept.</summary>
    public IEnumerable<JournalEntry> End(DateTimeOffset now) => _skips.New(now);

    private List<JournalEntry> Take(NodeRecord record)
    {
        if (!rule.Takes(record.NodeId, record.Iteration))
        {
            _early.Hold((record.NodeId, record.Iteration), () => TakeReady(record));
            return [];
        }

        return WithEarly(TakeReady(record));
    }

    private List<JournalEntry> TakeReady(NodeRecord record)
    {
        if (!IsCutAway(record.NodeId) && FitsInto(record.NodeId, record.Iteration, () => _fit!.Fits(record)))
        {
            return Keep(record);
        }

        // The source's plan goes on without it, so that nothing behind it is missed.
        rule.Tell(record);
        rule.Skips.Clear();
        return [];
    }

    /// <summary>Whether the node gave something else than the fork's document has it give: run there and pinned here, or the other way round.</summary>
    private bool IsPinnedOtherwise(NodeRecord record) => _fit is not null && record.IsPinned == into.IsPinned(record.NodeId)
        ? record.IsPinned && !JsonElement.DeepEquals(rule.Plan.FindById(record.NodeId)!.Node.Pinned, into.Plan.FindById(record.NodeId)!.Node.Pinned)
        : _fit is not null;

    private void Note(HashSet<string> unkept, string nodeId)
    {
        if (!_behind.Contains(nodeId))
        {
            unkept.Add(nodeId);
        }
    }

    private bool IsCutAway(string nodeId) => isCut && into.Plan.FindById(nodeId) is null;

    private bool FitsInto(string nodeId, string iteration, Func<bool> fits)
    {
        if (_fit is not null && !fits())
        {
            Note(_unfit, nodeId);
            return false;
        }

        if (into.Takes(nodeId, iteration))
        {
            return true;
        }

        Note(_untaken, nodeId);
        return false;
    }

    private List<JournalEntry> Keep(NodeRecord record)
    {
        Count++;
        var kept = new List<JournalEntry>();
        if (_failed.Remove((record.NodeId, record.Iteration), out var attempts))
        {
            kept.AddRange(attempts.Where(attempt => attempt.Sequence < record.Sequence).Select(Given));
        }

        Tell(plan => plan.Tell(record));
        kept.Add(Given(record));
        return WithSkips(kept);
    }

    private List<JournalEntry> Begin(LoopBeginning loop)
    {
        if ((point.Is(loop.NodeId, loop.Iteration) && !point.IsBehindBody) || (_fit is not null && into.IsPinned(loop.NodeId)))
        {
            return [];
        }

        if (!rule.Takes(loop.NodeId, loop.Iteration))
        {
            _early.Hold((loop.NodeId, loop.Iteration), () => BeginReady(loop));
            return [];
        }

        return WithEarly(BeginReady(loop));
    }

    private List<JournalEntry> BeginReady(LoopBeginning loop)
    {
        if (!_loops.Remove((loop.NodeId, loop.Iteration), out var ingress))
        {
            return [];
        }

        if (IsCutAway(loop.NodeId) || !FitsInto(loop.NodeId, loop.Iteration, () => _fit!.FitsBegun(loop.NodeId)))
        {
            rule.Tell(loop);
            rule.Skips.Clear();
            return [];
        }

        RunEvent.LoopGiven? given = null;
        Tell(plan => given = plan.Tell(loop));
        return WithSkips([ingress with { HandOut = IngressEntry.NoHandOut, Revision = 0 }, new EventEntry(given!)]);
    }

    /// <summary>Takes what was recorded before that on which it waits here.</summary>
    private List<JournalEntry> WithEarly(List<JournalEntry> kept)
    {
        while (rule.TryNextReady(out var place))
        {
            if (_early.TryTake(place, out var take))
            {
                kept.AddRange(take());
            }
        }

        return kept;
    }

    private void Tell(Action<FilledPlan> tell)
    {
        if (_fit is not null)
        {
            tell(rule);
            rule.Skips.Clear();
        }

        tell(into);
    }

    private List<JournalEntry> WithSkips(List<JournalEntry> kept)
    {
        while (into.Skips.TryDequeue(out var skip))
        {
            kept.AddRange(_skips.Asked(skip));
        }

        return kept;
    }

    private List<NodeRecord> Attempts(string nodeId, string iteration) =>
        _failed.TryGetValue((nodeId, iteration), out var known) ? known : _failed[(nodeId, iteration)] = [];

    /// <summary>
    /// The record as a fork has it. What it changed of the workflow's state has been applied by the run it comes from; a test applies nothing, and
    /// sees its own changes.
    /// </summary>
    private NodeRecord Given(NodeRecord record) => record with { IsGiven = true, Revision = 0, State = isTest ? record.State : [], Usage = default };
}
