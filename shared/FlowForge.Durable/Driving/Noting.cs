using FlowForge.Core.Driven;
using FlowForge.Core.Execution;
using FlowForge.Core.Ports;

namespace FlowForge.Durable.Driving;

/// <summary>
/// Gathers what is to be recorded, and says when: at once when the run's status changes or the run ends, and else with the next of these,
/// when there is much of it, or when the generation ends.
/// </summary>
internal sealed class Noting(RunState state, RunStatus status)
{
    private const int Many = 64;
    private readonly Dictionary<int, (int Node, string Iteration)> _armed = Armed(state);
    private readonly Dictionary<int, (int Node, string Iteration)> _paused = Paused(state);
    private List<RunCommand.Skip> _skips = [];
    private List<RunCommand.MarkCancelled> _cancelled = [];
    private RunCommand.End? _end;
    private int _taken = state.MailTaken;

    /// <summary>What the row says: QUEUED before it has begun, RUNNING, WAITING or PAUSED, and the end's once there is one.</summary>
    public RunStatus Status { get; private set; } = status;

    public void Add(RunCommand command)
    {
        switch (command)
        {
            case RunCommand.Skip skip:
                _skips.Add(skip);
                break;
            case RunCommand.MarkCancelled cancelled:
                _cancelled.Add(cancelled);
                break;
            case RunCommand.End end:
                _end = end;
                break;
        }
    }

    /// <summary>What is to be recorded now; null when that is nothing.</summary>
    /// <param name="all">Also what could ride along with something later.</param>
    public RunNotes? Take(bool all)
    {
        var (over, pausesOver, now) = (Over(_armed, Armed(state)), Over(_paused, Paused(state)), StatusNow());
        var isDue = _end is not null || (now != Status && !state.HasEnded) || _skips.Count >= Many
            || (all && (_skips.Count > 0 || _cancelled.Count > 0 || _taken != state.MailTaken));
        if (!isDue)
        {
            return null;
        }

        var notes = new RunNotes
        {
            Skips = _skips,
            Cancelled = _cancelled,
            WaitsOver = _end is null ? [] : [.. over.Select(number => _armed[number])],
            PausesOver = _end is null ? [] : [.. pausesOver.Select(number => _paused[number])],
            Revision = state.Revisions.Count,
            MailTaken = state.MailTaken,
            Status = now,
            End = _end,
            FailedAt = _end is { Failure: not null } && state.Ending is { Sequence: >= 0 and var sequence } ? sequence : null,
        };
        over.ForEach(number => _armed.Remove(number));
        pausesOver.ForEach(number => _paused.Remove(number));
        (_skips, _cancelled, _end, _taken, Status) = ([], [], null, state.MailTaken, now);
        return notes;
    }

    private RunStatus StatusNow() => _end?.Status
        ?? (state.Out.Count > 0 || !state.IsArmed ? RunStatus.Running : state.Pauses.Count > 0 ? RunStatus.Paused : RunStatus.Waiting);

    /// <summary>What was known and is not there any more; what is there is known from now on.</summary>
    private static List<int> Over(Dictionary<int, (int Node, string Iteration)> known, Dictionary<int, (int Node, string Iteration)> there)
    {
        foreach (var (number, place) in there)
        {
            known.TryAdd(number, place);
        }

        return [.. known.Keys.Where(number => !there.ContainsKey(number))];
    }

    private static Dictionary<int, (int Node, string Iteration)> Paused(RunState state) =>
        state.Pauses.ToDictionary(pair => pair.Key, pair => (pair.Value.Node, pair.Value.Iteration));

    private static Dictionary<int, (int Node, string Iteration)> Armed(RunState state)
    {
        var armed = state.Waits.ToDictionary(pair => pair.Key, pair => (pair.Value.Node, pair.Value.Iteration));
        foreach (var (number, timer) in state.Timers)
        {
            armed.TryAdd(number, (timer.Node, timer.Iteration));
        }

        return armed;
    }
}
