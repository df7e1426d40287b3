using FlowForge.Core.Frames;
using FlowForge.Core.Model;

namespace FlowForge.Core.Execution;

/// <content>Recovery: the records are the events (semantics 3).</content>
internal sealed partial class LiveRun
{
    private readonly Dictionary<int, string> _begun = [];
    private readonly HashSet<int> _suspects = [];
    private RunCommand.End? _end;
    private bool _hasStarted;

    /// <summary>Takes a stored entry whose outputs have their items; entries come in the order in which they were written.</summary>
    public void Replay(JournalEntry entry)
    {
        switch (entry)
        {
            case StartEntry start:
                (_results.Start, Healing) = (start.Items, start.Healing);
                Trace.GoOn(start.Trace);
                break;
            case InputEntry input:
                _results.Replace(Planned.NodeIndex[input.NodeId], input);
                break;
            case NodeRecord { IsGiven: true } given:
                ReplayGiven(given);
                break;
            case NodeRecord record:
                ReplayRecord(record);
                break;
            case IngressEntry ingress:
                ReplayIngress(ingress);
                break;
            case SkippedEntry skipped:
                ReplaySkip(skipped);
                break;
            case EventEntry happened:
                ReplayEvent(happened.Event);
                break;
            case HandedOutAgain again:
                var care = _care.GetValueOrDefault(again.Number);
                _care[again.Number] = new(care.Again + 1, care.Crashes + (again.SuspectNodeId is null ? 0 : 1), again.SuspectNodeId ?? care.Suspect);
                _begun.Remove(again.Number);
                break;
            case TimeEntry time:
                _time.StartFrom(TimeSpan.FromMilliseconds(time.RunningMs));
                break;
        }
    }

    /// <summary>The journal goes on with this ordinal, and the stored row has the status it was read with.</summary>
    public void GoOnFrom(LoadedTo end)
    {
        _journal.GoOnFrom(end, _record.Status);
        _recordedMs = _time.Elapsed.TotalMilliseconds;
        TakeWaitsAsWritten();
    }

    /// <summary>Hands out again what was out, and arms what was armed.</summary>
    public void Resume()
    {
        if (_end is not null)
        {
            FinishUnlessHandled(_end);
            _ = EndAsync();
            return;
        }

        if (!_hasStarted || _state.IsFilling)
        {
            RunEvent begins = _hasStarted ? new RunEvent.Filled() : new RunEvent.Started();
            _ = LaunchWhenDurableAsync(Take(begins) is { } first ? [first] : []);
            return;
        }

        foreach (var handOut in _state.Out.Values)
        {
            var again = new HandedOutAgain(handOut.Number, _begun.GetValueOrDefault(handOut.Number));
            Replay(again);
            _journal.Append(again);
            if (_care[handOut.Number].Again >= 2)
            {
                // For the whole of this life: a record clears the count, but is not durable before the next node begins.
                _suspects.Add(handOut.Number);
            }
        }

        _begun.Clear();
        _time.Set(_state.Out.Count > 0);

        // Both are taken before anything is armed: a timer that is due hands out at once, and that is not to be handed out twice.
        var (handOuts, timers) = (_state.Out.Values.ToList(), _state.Timers.ToList());
        foreach (var (number, timer) in timers)
        {
            _host.Arm(Id, number, timer.Until);
        }

        foreach (var (number, pause) in _state.Pauses)
        {
            _host.Arm(Id, number, pause.Until);
        }

        _ = LaunchWhenDurableAsync(handOuts);
    }

    /// <summary>That it is handed out again is durable first: a host that dies of it at once must not forget the count.</summary>
    private async Task LaunchWhenDurableAsync(List<HandOut> handOuts)
    {
        if (_state.Ending is not null)
        {
            await _stop.CancelAsync().ConfigureAwait(false);
        }

        // A run that only waits has nothing to say.
        if (_journal.HasPending)
        {
            await FlushAsync().ConfigureAwait(false);
        }

        handOuts.ForEach(LaunchAside);
    }

    private void ReplayRecord(NodeRecord record)
    {
        var handOut = (int)(record.IngressSequence >> 20);
        Used(handOut, record.IngressSequence);
        Used((int)(record.Sequence >> 20), record.Sequence);
        _care.Remove(handOut);
        _begun.Remove(handOut);
        if (_overlay.IsTest)
        {
            _overlay.Add(record);
        }

        var node = Planned.NodeIndex[record.NodeId];
        if (record.Status == FrameStatus.Cancelled)
        {
            _results.Close(node, record.Iteration);
            return;
        }

        _hasReplied |= record is { Status: FrameStatus.Completed, IsPinned: false } && Planned.Plan.Nodes[node].Kind?.Description.Replies == true;
        if (record.IsResult)
        {
            _results.Add(node, record);
        }
        else
        {
            _results.AddFailedAttempt(node, record);
        }
    }

    /// <summary>A result of another run: the decider is told of it as it is read.</summary>
    private void ReplayGiven(NodeRecord record)
    {
        var node = Planned.NodeIndex[record.NodeId];
        if (!record.IsResult)
        {
            _results.AddFailedAttempt(node, record);
            return;
        }

        if (_overlay.IsTest)
        {
            _overlay.Add(record);
        }

        _hasReplied |= record is { Status: FrameStatus.Completed, IsPinned: false } && Planned.Plan.Nodes[node].Kind?.Description.Replies == true;
        _results.Add(node, record);
        ReplayEvent(record.ToGiven(node, Planned.Plan.Nodes[node].OutputPorts.Count));
    }

    private void ReplayIngress(IngressEntry ingress)
    {
        var node = Planned.Plan.Nodes[Planned.NodeIndex[ingress.NodeId]];
        var isHere = ingress.HandOut != IngressEntry.NoHandOut;
        if (isHere)
        {
            Used(ingress.HandOut, ingress.Sequence);
        }

        if (_results.Find(node.Index, ingress.Iteration) is not null)
        {
            return;
        }

        _results.Open(
            node.Index, ingress.Iteration,
            new(ingress.Sequence, ingress.Attempt, ingress.At, InputAgain(node, ingress.Iteration)) { BatchSize = ingress.Loop?.BatchSize ?? 0 });
        if (ingress.Loop is { } loop)
        {
            _results.BeginLoop(node.Index, ingress.Iteration, loop);
        }

        if (isHere)
        {
            Suspect(ingress);
        }
    }

    private NodeInput InputAgain(Planning.PlanNode node, string iteration)
    {
        var input = InputAt(node.Index, iteration);
        return node.Node.RunOnce && node.Index != 0 ? input.FirstOnly() : input;
    }

    private void ReplayEvent(RunEvent happened)
    {
        _hasStarted |= happened is RunEvent.Started or RunEvent.Forked;
        if (happened is RunEvent.Answer answer)
        {
            LetGo(answer.Number);
        }

        if (happened is RunEvent.LoopBegan began && _state.Out.TryGetValue(began.Number, out var handOut))
        {
            BatchesOf(began.Node, handOut.Iteration.Path, began.BatchSize);
        }
        else if (happened is RunEvent.LoopGiven given)
        {
            BatchesOf(given.Node, given.Iteration, given.BatchSize);
            _results.BeginLoop(given.Node, given.Iteration, new(given.Items, given.BatchSize, given.Concurrency));
        }

        var commands = new List<RunCommand>();
        Reshape(happened);
        Planned.Decider.Apply(_state, happened, commands);
        foreach (var command in commands)
        {
            Forget(command);
            _end = command as RunCommand.End ?? _end;
        }
    }

    private void BatchesOf(int loop, string iteration, int size) =>
        _results.Open(loop, iteration, _results.FindOpen(loop, iteration)! with { BatchSize = size });

    /// <summary>Later sequences of the hand-out come behind this one.</summary>
    private void Used(int handOut, long sequence)
    {
        var next = (int)(sequence - First(handOut)) / 2 * 2 + 2;
        _positions[handOut] = Math.Max(next, _positions.GetValueOrDefault(handOut));
    }
}
