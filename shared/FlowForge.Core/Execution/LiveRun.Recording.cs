using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Execution;

/// <content>What the branch runner reads and records.</content>
internal sealed partial class LiveRun
{
    public NodeInput InputOf(int node, string iteration)
    {
        lock (_gate)
        {
            return InputAt(node, iteration);
        }
    }

    /// <summary>The input that a loop of <c>join: each</c> began with.</summary>
    public NodeInput InputOf(int node, LoopPlace place)
    {
        lock (_gate)
        {
            return _inputs.OfRun(node, place.Start, place.Arrivals);
        }
    }

    /// <summary>What the scripts of a chain of nodes give for the input that its first node has; they cross to the worker in one message.</summary>
    public ValueTask<IReadOnlyList<ScriptResult>> AskScriptsAsync(IReadOnlyList<int> chain, Iteration at, CancellationToken cancellation) =>
        Scripts.RunAsync([.. chain.Select(node => Planned.Steps[node]!)], new NodeScope(this, Planned.Plan.Nodes[chain[0]], at, InputOf(chain[0], at.Path)), cancellation);

    public (int At, int Last)? LoopProgress(int node)
    {
        lock (_gate)
        {
            var (place, run) = _mine is null ? (_state.Each?.Loops.GetValueOrDefault(node), _state.Each?.Runs[node] - 1)
                : _mine.First == node ? (_mine.Token?.Loop, _mine.Iteration.Last)
                : (null, null);
            return place is not null ? EachTrail.Progress(run!.Value - place.Start, _inputs.Items(node, place), place.BatchSize)
                : _mine is null ? null
                : _results.Trail?.ProgressOf(node);
        }
    }

    public NodeInput LoopDone(int node, string iteration)
    {
        lock (_gate)
        {
            return _inputs.LoopDone(node, iteration);
        }
    }

    public NodeRecord? FindResult(int node, string iteration)
    {
        lock (_gate)
        {
            return _results.Find(node, iteration);
        }
    }

    public NodeRecord? FindSeen(int node, int asker, string iteration)
    {
        lock (_gate)
        {
            return _results.Seen(node, asker, iteration);
        }
    }

    public Line? FindLine(long sequence)
    {
        lock (_gate)
        {
            return _results.Lines.Find(sequence);
        }
    }

    public RecordSource Records() => new(_parts.Runs, _parts.Pages, _record);

    public Task RecordedAsync() => FlushAsync();

    public OpenNode? FindOpen(int node, string iteration)
    {
        lock (_gate)
        {
            return _results.FindOpen(node, iteration);
        }
    }

    public IReadOnlyList<NodeRecord> FailedAttempts(int node, string iteration)
    {
        lock (_gate)
        {
            return _results.FailedAttempts(node, iteration);
        }
    }

    public bool HasNode(string name) => Planned.Names.Contains(name);

    public OutputBuilder NewOutput(string port) => new(port, _record.Family, _parts.Pages, SpillAsync);

    private NodeInput InputAt(int node, string iteration) => !Planned.Plan.Outline.JoinsEach
        ? _inputs.Of(node, iteration)
        : _inputs.OfRun(node, new Iteration(iteration).Last, _state.Each?.InputOf(node, iteration)
            ?? _state.Out.Values.FirstOrDefault(handOut => handOut.First == node && handOut.Iteration.Path == iteration)?.Token?.Arrivals
            ?? []);

    /// <summary>The next pair of sequences of a hand-out: ingress, and egress behind it.</summary>
    public long NextSequence(int handOut)
    {
        lock (_gate)
        {
            return NextSequences(handOut, 2);
        }
    }

    /// <summary>Records an attempt. The first reply of the run is kept with it; a later one is noted on its record.</summary>
    public NodeRecord Append(int node, NodeRecord record, bool isResult, Reply? reply = null)
    {
        lock (_gate)
        {
            if (reply is not null && _hasReplied)
            {
                record = record with { Note = "The caller had been answered before." };
            }

            if (reply is not null && !_hasReplied)
            {
                (_reply, _hasReplied) = (reply, true);
            }

            _journal.Append(record);
            NoteUsed(node, record);
            _care.Remove((int)(record.IngressSequence >> 20));
            _begun.Remove((int)(record.IngressSequence >> 20));
            if (isResult)
            {
                _results.Add(node, record);
            }
            else if (record.Status == FrameStatus.Failed)
            {
                _results.AddFailedAttempt(node, record);
            }
            else
            {
                _results.Close(node, record.Iteration);
            }
        }

        _parts.Meter?.Attempted(Planned.Plan.Nodes[node].Node.Kind, record);
        if (record.Failure is not null)
        {
            _parts.Log?.Failed(Id, record);
        }

        return record;
    }

    /// <summary>Sends the reply on its way although the branch goes on.</summary>
    public void SendReply() => _ = FlushAsync();

    /// <summary>Records that a node has begun whose end is not near: a wait, a loop, one with an effect, or one that is slow.</summary>
    public void Open(int node, IngressEntry ingress, NodeInput input)
    {
        lock (_gate)
        {
            Begin(ingress);
            _results.Open(node, ingress.Iteration, new(ingress.Sequence, ingress.Attempt, ingress.At, input) { BatchSize = ingress.Loop?.BatchSize ?? 0 });
            if (ingress.Loop is { } loop)
            {
                _results.BeginLoop(node, ingress.Iteration, loop);
            }
        }
    }

    /// <summary>An ingress that is recorded before its end: should the host die now, it may have been of this node.</summary>
    private void Begin(IngressEntry ingress)
    {
        _journal.Append(ingress);
        Suspect(ingress);
    }

    /// <summary>
    /// A node that waits, or whose loop has begun, has given its answer: no death or doubled delivery of its hand-out is laid at its door any more,
    /// and those before have led to something new (semantics 3, poison).
    /// </summary>
    private void Suspect(IngressEntry ingress)
    {
        if (ingress.Status == FrameStatus.Waiting || ingress.Loop is not null)
        {
            _care.Remove(ingress.HandOut);
            _begun.Remove(ingress.HandOut);
        }
        else
        {
            _begun[ingress.HandOut] = ingress.NodeId;
        }
    }

    /// <summary>Makes all before a node, and its ingress, durable (semantics 4 b).</summary>
    public async ValueTask CommitIngressAsync(int node, IngressEntry ingress, NodeInput input)
    {
        Open(node, ingress, input);
        await FlushAsync().ConfigureAwait(false);
    }

    /// <summary>Records that a node whose ingress was committed is cancelled; nothing when there is none.</summary>
    public void CancelOpen(int node, string iteration)
    {
        lock (_gate)
        {
            if (_results.FindOpen(node, iteration) is { } open)
            {
                Cancel(node, iteration, open, open.IngressSequence + 1);
            }
        }
    }

    /// <summary>Whether this hand-out's host has died twice without a new record, so that each ingress is committed.</summary>
    public bool IsSuspect(int handOut)
    {
        lock (_gate)
        {
            return _suspects.Contains(handOut);
        }
    }

    /// <summary>Whether the host has died in this node as often as is allowed.</summary>
    public bool CrashedIn(int handOut, string node)
    {
        lock (_gate)
        {
            return _care.TryGetValue(handOut, out var care) && care.Crashes >= Limits.Poison && care.Suspect == node;
        }
    }

    private ValueTask SpillAsync(PayloadRow page) => StoreAsync([page]);

    /// <summary>Makes payloads durable, however often the store has to be asked.</summary>
    private async ValueTask StoreAsync(IReadOnlyList<PayloadRow> payloads)
    {
        for (var pause = TimeSpan.FromMilliseconds(50); ; pause *= 2)
        {
            try
            {
                await _parts.Runs.WriteAsync(new() { Payloads = payloads }).ConfigureAwait(false);
                return;
            }
            catch (StoreFault fault) when (!_stop.IsCancellationRequested)
            {
                Report("A payload could not be stored; trying again.", fault);
            }

            await Task.Delay(pause < TimeSpan.FromSeconds(5) ? pause : TimeSpan.FromSeconds(5), Clock, _stop.Token).ConfigureAwait(false);
        }
    }
}

/// <summary>What is known of a hand-out whose host died.</summary>
/// <param name="Again">Times it was handed out again without a new record.</param>
/// <param name="Crashes">Of these, times a node had begun.</param>
/// <param name="Suspect">The node that had begun last.</param>
internal readonly record struct HandOutCare(int Again, int Crashes, string? Suspect);
