using FlowForge.Core.Driven;
using FlowForge.Core.Execution;
using FlowForge.Core.Ports;

namespace FlowForge.Durable.Driving;

/// <summary>
/// Gathers what is to be recorded, and says when: at once when the run's status changes or the run ends, and else with the next of these,
/// when there is much of it, or when the generation ends.
/// </summary>
internal sealed class Noting(RunState state, bool isWaiting)
{
    private const int Many = 64;
    private readonly Dictionary<int, (int Node, string Iteration)> _armed = Armed(state);
    private List<RunCommand.Skip> _skips = [];
    private List<RunCommand.MarkCancelled> _cancelled = [];
    private RunCommand.End? _end;
    private int _taken = state.MailTaken;

    /// <summary>Whether the row says WAITING.</summary>
    public bool IsWaiting { get; private set; } = isWaiting;

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
        var armed = Armed(state);
        foreach (var (number, place) in armed)
        {
            _armed.TryAdd(number, place);
        }

        var over = _armed.Where(pair => !armed.ContainsKey(pair.Key)).ToList();
        var waits = _end is null && state.Out.Count == 0 && state.IsArmed;
        var isDue = _end is not null || waits != IsWaiting || _skips.Count >= Many
            || (all && (_skips.Count > 0 || _cancelled.Count > 0 || _taken != state.MailTaken));
        if (!isDue)
        {
            return null;
        }

        var notes = new RunNotes
        {
            Skips = _skips,
            Cancelled = _cancelled,
            WaitsOver = _end is null ? [] : [.. over.Select(pair => pair.Value)],
            MailTaken = state.MailTaken,
            Status = _end?.Status ?? (waits ? RunStatus.Waiting : RunStatus.Running),
            End = _end,
            FailedAt = _end is { Failure: not null } && state.Ending is { Sequence: >= 0 and var sequence } ? sequence : null,
        };
        over.ForEach(pair => _armed.Remove(pair.Key));
        (_skips, _cancelled, _end, _taken, IsWaiting) = ([], [], null, state.MailTaken, waits);
        return notes;
    }

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
