using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Execution;

/// <content>What the run waits for: its rows in the store, written in the transaction that records the wait.</content>
internal sealed partial class LiveRun
{
    private readonly Dictionary<int, WaitRow> _rows = [];
    private readonly Dictionary<int, string> _messages = [];

    /// <summary>What it waits for, as rows.</summary>
    public IReadOnlyList<WaitRow> Waits()
    {
        lock (_gate)
        {
            return Armed().Select(RowOf).ToList();
        }
    }

    /// <summary>The facts that a node sees: among them the address of the wait that comes next for it.</summary>
    public RunFacts FactsFor(int node, Iteration iteration) =>
        Planned.NextWaits.Any && Planned.NextWaits.Find(node, iteration, RunsOf) is var (wait, at) ? Facts with { ResumeUrl = AddressOf(NodeId(wait), at) } : Facts;

    /// <summary>With <c>join: each</c>: runs of a node that have begun.</summary>
    private int RunsOf(int node)
    {
        lock (_gate)
        {
            return _mine is null ? _state.Each!.Runs[node] : _results.Trail!.RunsOf(node);
        }
    }

    private string? AddressOf(string node, string iteration) =>
        _record.ResumeKey is { } key ? _parts.ResumeAddress(ResumeToken.Write(Id, key, node, iteration)) : null;

    /// <summary>What the person who decides is told by the wait that this hand-out begins.</summary>
    public void Describe(int number, string? message)
    {
        if (message is not null)
        {
            lock (_gate)
            {
                _messages[number] = message;
            }
        }
    }

    /// <summary>After a resume: what is armed is what stands in the store.</summary>
    private void TakeWaitsAsWritten()
    {
        _writtenTo = _state.MailTaken;
        foreach (var number in Armed())
        {
            _rows[number] = RowOf(number);
        }
    }

    /// <summary>Adds to a write what has changed since the last one.</summary>
    private JournalWrite WithWaits(JournalWrite write)
    {
        write = WithNews(WithMail(write));
        if (_rows.Count == 0 && !_state.IsArmed)
        {
            return write;
        }

        var armed = Armed().ToHashSet();
        var over = _rows.Where(pair => !armed.Contains(pair.Key)).ToList();
        var begun = armed.Where(number => !_rows.ContainsKey(number)).Select(RowOf).ToList();
        foreach (var (number, _) in over)
        {
            _rows.Remove(number);
            _messages.Remove(number);
            _host.Disarm(Id, number);
        }

        foreach (var row in begun)
        {
            _rows[row.Number] = row;
        }

        // One node may wait anew in the very write in which its last wait is over: then only the new one counts.
        var places = begun.Select(row => (row.Node, row.Iteration)).ToHashSet();
        return write with
        {
            Waits = begun,
            WaitsOver = over.Where(pair => !places.Contains((pair.Value.Node, pair.Value.Iteration)))
                .Select(pair => new WaitKey(Id, pair.Value.Node, pair.Value.Iteration)).ToList(),
        };
    }

    private IEnumerable<int> Armed() => _state.Timers.Keys.Union(_state.Waits.Keys).Union(_state.Pauses.Keys);

    private WaitRow RowOf(int number)
    {
        if (_state.Waits.TryGetValue(number, out var wait))
        {
            return new(Id, NodeId(wait.Node), wait.Iteration, number, wait.Mode, wait.Until)
            {
                Signal = wait.Signal,
                Message = _messages.GetValueOrDefault(number),
            };
        }

        if (_state.Pauses.TryGetValue(number, out var pause))
        {
            return WaitRow.OfPause(Id, NodeId(pause.Node), pause.Iteration, number, pause.Until, pause.Failure);
        }

        var timer = _state.Timers[number];
        var mode = timer.IsRetry ? WaitMode.Retry
            : Planned.Plan.Nodes[timer.Node] is { Kind: ISuspendingKind kind } node ? kind.ModeOf(node.Node)
            : WaitMode.Time;
        return new(Id, NodeId(timer.Node), timer.Iteration, number, mode, timer.Until);
    }

    private string NodeId(int node) => Planned.Plan.Nodes[node].Node.Id;

    private void OnTimer(int number)
    {
        bool isClaimed;
        lock (_gate)
        {
            isClaimed = _state.Pauses.ContainsKey(number) || (_state.Waits.TryGetValue(number, out var wait) && WaitRow.IsAnswered(wait.Mode));
            _inFlight += isClaimed ? 1 : 0;
        }

        if (isClaimed)
        {
            _ = ExpireAsync(number);
        }
        else
        {
            PostAside(new RunEvent.TimerFired(number));
        }
    }

    /// <summary>A deadline and an answer may come at the same moment, and whoever answered has been told so: the store says which was first.</summary>
    private async Task ExpireAsync(int number)
    {
        var claim = default(Func<ValueTask<bool>>);
        lock (_gate)
        {
            if (_state.Pauses.ContainsKey(number))
            {
                claim = () => ExpirePauseAsync(number);
            }
            else if (_state.Waits.TryGetValue(number, out var wait))
            {
                var key = new WaitKey(Id, NodeId(wait.Node), wait.Iteration);
                claim = () => _parts.Runs.ExpireWaitAsync(key);
            }
        }

        if (claim is not null)
        {
            if (await TryUntilDoneAsync("A deadline could not be claimed", async () => await claim().ConfigureAwait(false)).ConfigureAwait(false))
            {
                PostAside(new RunEvent.TimerFired(number));
            }
            else
            {
                Ring();
            }
        }

        Landed();
    }

    /// <summary>
    /// A pause that nobody has answered is answered with fail, by the one message that can be its answer. False when there is an answer now, this one or another;
    /// true when the mailbox takes none.
    /// </summary>
    private async ValueTask<bool> ExpirePauseAsync(int number)
    {
        var now = Clock.GetUtcNow();
        return await _parts.Runs.PostAsync(MailRow.PauseAnswer(Id, $"{number}", PauseAnswerType.Fail, default, now), now).ConfigureAwait(false) == MailResult.Full;
    }
}
