using FlowForge.Core.Failures;
using FlowForge.Core.Frames;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;
using FlowForge.Core.State;
using FlowForge.Core.Telemetry;

namespace FlowForge.Core.Execution;

/// <summary>
/// A run on this host: it tells the decider what happened, carries out its commands, and records both in one order.
/// All changes are made under one lock; nothing is awaited inside it.
/// </summary>
internal sealed partial class LiveRun : IRunView, IDisposable
{
    private readonly EngineParts _parts;
    private readonly HandOutWindow _window;
    private readonly IRunHost _host;
    private readonly RunPromises _promises;
    private readonly Lock _gate = new();
    private RunResults _results;
    private InputBuilder _inputs;
    private readonly StateOverlay _overlay;
    private readonly RunJournal _journal;
    private readonly RunningTime _time;
    private readonly CancellationTokenSource _stop = new();
    private readonly Dictionary<int, BranchRunner> _runners = [];
    private readonly Dictionary<int, int> _positions = [];
    private readonly Dictionary<int, HandOutCare> _care = [];
    private RunState _state;
    private RunRecord _record;
    private Reply? _reply;
    private bool _hasReplied;

    public LiveRun(
        EngineParts parts, HandOutWindow window, PlannedWorkflow planned, RunRecord record, StartRow? start, bool isActive, IRunHost host,
        RunPromises promises)
    {
        (_parts, _window, Planned, _record, _host, _promises) = (parts, window, planned, record, host, promises);
        _record = record with { WorkflowName = planned.Plan.Workflow.Name };
        _results = new(planned.Needs, planned.Asked);
        _inputs = new(planned.Plan, _results);
        _overlay = new(record.IsTest);
        _journal = new(parts, record.Id, _gate, Row, _overlay, Snapshot, WithWaits) { Start = start };
        _time = new(parts.Clock, planned.Plan.Workflow.Config.TimeoutSeconds, OnTimeout);
        Trace = new(parts.Traces);
        _state = planned.Decider.Begin();
        Facts = FactsOf(record, planned, isActive);
    }

    /// <summary>What expressions are told of a run, but for its variables.</summary>
    public static RunFacts FactsOf(RunRecord record, PlannedWorkflow planned, bool isActive) => new()
    {
        RunId = record.Id,
        WorkflowId = record.WorkflowId,
        WorkflowName = planned.Plan.Workflow.Name,
        WorkflowActive = isActive,
        Mode = record.Mode,
        Timezone = planned.Plan.Workflow.Config.Timezone ?? "UTC",
        Manner = planned.Plan.Workflow.Config.Manner,
    };

    public string Id => _record.Id;

    /// <summary>What it does when a step breaks.</summary>
    public Healing Healing { get; set; }

    public RunFacts Facts { get; private set; }

    /// <summary>The variables as they were when the run started.</summary>
    public VariableSet Variables
    {
        init
        {
            Facts = Facts with { Variables = value.Values };
            _record = _record with { Variables = value.Hash };
            _journal.Variables = value;
        }
    }

    /// <summary>The plan of the document that it goes on with.</summary>
    public PlannedWorkflow Planned { get; private set; }

    public TimeProvider Clock => _parts.Clock;

    public IScripts Scripts => _parts.Scripts;

    /// <summary>The host is stopping: what is out stays out, and the next host goes on.</summary>
    public bool IsStopping { get; private set; }

    /// <summary>Completes with the next durable write.</summary>
    public Task NextDurable => _journal.NextDurable;

    /// <summary>The start that held the key before.</summary>
    public StartRow? Existing => _journal.Existing;

    /// <summary>The run as it stands; it has not ended before its end is durable (semantics 4 d).</summary>
    public RunRecord Record
    {
        get
        {
            lock (_gate)
            {
                var row = Row();
                return row.HasEnded && !_promises.Ended.Task.IsCompleted
                    ? row with { Status = RunStatus.Running, EndedAt = null, ExpiresAt = null, Failure = null, OutputSequence = null }
                    : row;
            }
        }
    }

    /// <summary>The run's trace on this host.</summary>
    public RunTrace Trace { get; }

    /// <summary>Records the items it starts with; nothing runs yet.</summary>
    /// <param name="items">The items.</param>
    /// <param name="traceparent">The caller's place in a trace, or null.</param>
    public async ValueTask PrepareAsync(IReadOnlyList<Item> items, string? traceparent)
    {
        Trace.Begin(_record, traceparent);
        var output = NewOutput("out");
        foreach (var item in items)
        {
            await output.AddAsync(item, Origin.None, ItemPages.Size(item)).ConfigureAwait(false);
        }

        _results.Start = await output.BuildAsync().ConfigureAwait(false) with { Lineage = new Lineage.SameOrder(0) };
        _journal.Append(new StartEntry(_results.Start) { Healing = Healing, Trace = Trace.Given });
    }

    /// <summary>Makes the run's row durable.</summary>
    public Task RecordAsync() => _journal.FlushAsync();

    /// <summary>Begins the run on this thread, a fork behind what it keeps; it comes back when the run first has to wait for something.</summary>
    public void Begin() => Post(_state.IsFilling ? new RunEvent.Filled() : new RunEvent.Started());

    /// <summary>Asks it to end; false when this run is parked.</summary>
    public bool Cancel()
    {
        lock (_gate)
        {
            if (_isParked)
            {
                return false;
            }

            _inFlight++;
        }

        Post(new RunEvent.CancelRequested());
        Landed();
        return true;
    }

    /// <summary>Cancels what is out without recording it, and writes what is recorded.</summary>
    public async Task StopAsync()
    {
        IsStopping = true;
        await _stop.CancelAsync().ConfigureAwait(false);
        await _journal.FlushAsync().ConfigureAwait(false);
        Trace.End(_record);
    }

    /// <summary>Every quarter of a second: what has waited long enough is written, so that a watcher sees it and a crash does not lose it.</summary>
    public void Tick()
    {
        lock (_gate)
        {
            foreach (var (node, ingress, input) in _runners.Values.SelectMany(runner => runner.Slow(TimeSpan.FromMilliseconds(200))))
            {
                Open(node, ingress, input);
            }

            if (_time.IsLimited && _journal.HasPending)
            {
                _recordedMs = _time.Elapsed.TotalMilliseconds;
                _journal.Append(new TimeEntry(_recordedMs));
            }
        }

        if (_journal.HasPending)
        {
            _ = _journal.FlushAsync();
        }
    }

    public void Dispose()
    {
        Trace.End(_record);
        _time.Dispose();
        _stop.Dispose();
    }

    public void Report(string message, Exception cause, string? node = null)
    {
        using var scope = _parts.Log?.Scope(Id, node);
        _parts.OnFault($"Run {Id}: {message}", cause);
    }

    private void OnTimeout() => Post(new RunEvent.Aborted(Failure.Of(
        FailureCodes.RunTimeout, $"The run did not end within {Planned.Plan.Workflow.Config.TimeoutSeconds} s of running time.")));

    private RunRecord Row()
    {
        if (_record.HasEnded || IsQueued || _mine is not null)
        {
            return _record;
        }

        var status = _state.Out.Count > 0 || !_state.IsArmed ? RunStatus.Running : _state.Pauses.Count > 0 ? RunStatus.Paused : RunStatus.Waiting;
        return _record with { Status = status };
    }

    /// <summary>Tells the decider, carries out its commands, and runs what it hands out; the first of it on this thread.</summary>
    private void Post(RunEvent happened)
    {
        if (!IsStopping && Take(happened) is { } next)
        {
            Launch(next);
        }
    }

    /// <summary>The same, and nothing of it on this thread.</summary>
    private void PostAside(RunEvent happened)
    {
        if (!IsStopping && Take(happened) is { } next)
        {
            LaunchAside(next);
        }
    }

    private void Launch(HandOut handOut)
    {
        if (_window.TryEnter(() => _ = DriveAsync(handOut)))
        {
            _ = DriveAsync(handOut);
        }
    }

    private void LaunchAside(HandOut handOut)
    {
        if (_window.TryEnter(() => _ = DriveAsync(handOut)))
        {
            ThreadPool.UnsafeQueueUserWorkItem(static work => _ = work.Run.DriveAsync(work.HandOut), (Run: this, HandOut: handOut), preferLocal: false);
        }
    }

    /// <summary>Runs a hand-out, and then what follows from its answer, for as long as something does and the host does not stop.</summary>
    private async Task DriveAsync(HandOut handOut)
    {
        try
        {
            for (HandOut? next = handOut; next is not null && EnterDrive();)
            {
                try
                {
                    var answer = await AnswerAsync(next).ConfigureAwait(false);
                    next = answer is null ? null : Take(answer);
                }
                finally
                {
                    LeaveDrive();
                }
            }
        }
        catch (Exception fault)
        {
            Report("The engine broke; the run goes on when the host starts again.", fault);
        }
        finally
        {
            _window.Leave();
        }
    }

    /// <summary>The hand-out's answer. A fault of ours, or of the store, is tried again for as long as it takes.</summary>
    private async ValueTask<RunEvent.Answer?> AnswerAsync(HandOut handOut)
    {
        for (var pause = TimeSpan.FromMilliseconds(100); ; pause = pause * 2 < TimeSpan.FromMinutes(1) ? pause * 2 : TimeSpan.FromMinutes(1))
        {
            var runner = new BranchRunner(this, handOut, new(Clock, _parts.SliceRuns), isInside: false, _stop.Token);
            lock (_gate)
            {
                _runners[handOut.Number] = runner;
            }

            using var span = Trace.Branch(_record, handOut);
            try
            {
                return await runner.RunAsync().ConfigureAwait(false);
            }
            catch (Exception fault)
            {
                Report($"Hand-out {handOut.Number} broke; trying again.", fault);
            }
            finally
            {
                lock (_gate)
                {
                    _runners.Remove(handOut.Number);
                }
            }

            try
            {
                await Task.Delay(pause, Clock, _stop.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                // The run ends: once more, for what had begun is to be recorded as cancelled.
                if (IsStopping)
                {
                    return null;
                }
            }
        }
    }
}
