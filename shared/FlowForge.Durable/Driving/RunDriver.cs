using System.Text.Json;
using FlowForge.Core;
using FlowForge.Core.Driven;
using FlowForge.Core.Execution;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;

namespace FlowForge.Durable.Driving;

/// <summary>
/// Drives a run's decider in an orchestration. What it does depends on its input and on what the orchestration gives alone: no clock, no I/O, no randomness,
/// and no order but that of the history. Each message to the run is a row in its mailbox, which is read at each ring of the doorbell and at the beginning of
/// each generation. When the history is full nothing new is handed out; when nothing is in flight any more, the next generation begins from the state.
/// </summary>
public sealed class RunDriver
{
    private readonly IOrchestration _context;
    private readonly DriverInput _input;
    private readonly IDecider _decider;
    private readonly RunState _state;
    private readonly HistoryCount _history = new();
    private readonly Calls _calls;
    private readonly Noting _notes;
    private readonly RunClock _clock;
    private Task _bell;
    private bool _rang;

    private RunDriver(IOrchestration context, DriverInput input)
    {
        (_context, _input) = (context, input);
        var outline = input.ReadOutline();
        _decider = Deciders.Of(input.Decider, outline, input.Window);
        _state = input.State is { } state ? RunStateJson.Read(state, outline) : _decider.Begin();
        _calls = new(context, input.RunId, _history);
        _notes = new(_state, input.Status);
        _clock = new(context, input.TimeoutSeconds, input.RanSeconds);
        _bell = context.DoorbellAsync();
    }

    /// <summary>Runs one generation; completes when the run has ended or the next generation has been asked for.</summary>
    public static Task RunAsync(IOrchestration context, JsonElement input)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new RunDriver(context, DriverInput.Read(input)).RunAsync();
    }

    private async Task RunAsync()
    {
        using var timer = new NextTimer(_context, _history);
        Begin();
        while (true)
        {
            FireDue();
            Record();
            if (_calls.Count == 0 && (_state.HasEnded || (_history.IsFull && !IsTooLarge())))
            {
                break;
            }

            timer.Arm(NextMoment());

            // On the orchestration's own thread: what is awaited here is replayed.
            await Task.WhenAny([.. _calls.Tasks, _bell, .. timer.Task is { } armed ? (Task[])[armed] : []]).ConfigureAwait(true);
            TakeAnswers();
            TakeBell();
        }

        timer.Dispose();
        if (!_state.HasEnded)
        {
            GoOn();
        }
    }

    private void Begin()
    {
        _clock.Set(_state.Out.Count > 0);
        if (_input.State is null || _state.IsFilling)
        {
            _context.SetStatus(Word(RunStatus.Running));
            Apply(_state.IsFilling ? new RunEvent.Filled() : new RunEvent.Started());
        }
        else
        {
            // Held back by the generation before.
            foreach (var handOut in _state.Out.Values.ToList())
            {
                HandOut(handOut);
            }

            // A ring may have been lost between the generations.
            _calls.ReadMail(_state.MailTaken);
        }
    }

    private void Apply(RunEvent happened)
    {
        var commands = new List<RunCommand>();
        _decider.Apply(_state, happened, commands);
        foreach (var command in commands)
        {
            if (command is RunCommand.RunBranch run)
            {
                HandOut(run.HandOut);
            }
            else if (command is RunCommand.CancelHandOuts && _state.Out.Count > 0)
            {
                _calls.Stop();
            }
            else
            {
                _notes.Add(command);
            }
        }

        _clock.Set(_state.Out.Count > 0);
    }

    /// <summary>Hands out, or leaves it to the next generation; it stands in the state either way.</summary>
    private void HandOut(HandOut handOut)
    {
        if (!_history.IsFull)
        {
            _calls.Run(handOut, HandOutBasis.Of(_state, handOut));
        }
    }

    private void TakeAnswers()
    {
        while (_calls.TryTake(out var call))
        {
            var answer = call.Answer.Result;
            switch (call.Activity)
            {
                case Activities.RunBranch:
                    Apply(RunEventJson.Read(answer));
                    break;
                case Activities.ReadMail:
                    foreach (var happened in answer.EnumerateArray())
                    {
                        Apply(RunEventJson.Read(happened));
                    }

                    ReadMailAgain();
                    break;
                case Activities.ExpireWait when answer.GetBoolean():
                    Apply(new RunEvent.TimerFired(call.Number));
                    break;
                case Activities.ExpireWait:
                    // Its answer is in the mailbox, whose ring may have been lost.
                    _rang = true;
                    ReadMailAgain();
                    break;
            }
        }
    }

    /// <summary>The bell is heard again at once, so that one wait for it is always outstanding.</summary>
    private void TakeBell()
    {
        while (_bell.IsCompleted)
        {
            _history.Rang();
            _bell = _context.DoorbellAsync();
            _rang = true;
        }

        ReadMailAgain();
    }

    /// <summary>Not while it is being read; and the next generation reads anyway.</summary>
    private void ReadMailAgain()
    {
        if (_rang && !_calls.Any(Activities.ReadMail) && !_history.IsFull && !_state.HasEnded)
        {
            _rang = false;
            _calls.ReadMail(_state.MailTaken);
        }
    }

    /// <summary>The next moment to look again; a moment that has passed is being claimed, or is the next generation's.</summary>
    private DateTimeOffset? NextMoment() => _state.Ending is not null ? null
        : _state.Timers.Values.Select(timer => (DateTimeOffset?)timer.Until).Concat(_state.Pauses.Values.Select(pause => (DateTimeOffset?)pause.Until)).Append(_clock.Deadline).Where(moment => moment > _context.Now).Min();

    private void FireDue()
    {
        if (_state.Ending is null && _clock.Deadline <= _context.Now)
        {
            Apply(new RunEvent.Aborted(_clock.TimedOut));
        }

        var due = _state.Timers.Where(pair => pair.Value.Until <= _context.Now).Select(pair => pair.Key).ToList();
        foreach (var number in due.TakeWhile(_ => _state.Ending is null))
        {
            if (!_state.Waits.TryGetValue(number, out var wait) || !WaitRow.IsAnswered(wait.Mode))
            {
                Apply(new RunEvent.TimerFired(number));
            }
            else if (!_history.IsFull && !_calls.Any(Activities.ExpireWait, number))
            {
                // A deadline and an answer may come at the same moment, and whoever answered has been told so: the store says which was first.
                _calls.Expire(number, wait);
            }
        }

        foreach (var (number, _) in _state.Pauses.Where(pair => pair.Value.Until <= _context.Now && _state.Ending is null && !_history.IsFull))
        {
            if (!_calls.Any(Activities.ExpireWait, number))
            {
                _calls.ExpirePause(number);
            }
        }
    }

    /// <summary>One at a time, so that what is recorded is in order.</summary>
    private void Record()
    {
        if (!_calls.Any(Activities.RecordRun) && _notes.Take(all: _history.IsFull && _calls.Count == 0) is { } notes)
        {
            _calls.Record(notes);
            _context.SetStatus(Word(notes.Status));
        }
    }

    /// <summary>Whether the run has just been ended because its state is more than a generation may hand to the next.</summary>
    private bool IsTooLarge()
    {
        if (_state.Ending is not null || RunStateJson.Write(_state).Length <= Limits.DurableStateBytes)
        {
            return false;
        }

        Apply(new RunEvent.Aborted(Failure.Of(
            FailureCodes.Limit, $"So much of the run is under way at once that its state passed {Limits.DurableStateBytes} bytes.")));
        Record();
        return true;
    }

    private void GoOn()
    {
        _context.ContinueAsNew((_input with
        {
            State = JsonElement.Parse(RunStateJson.Write(_state)),
            RanSeconds = _clock.Ran.TotalSeconds,
            Status = _notes.Status,
        }).Write());
    }

    private static string Word(RunStatus status) => status.ToString().ToUpperInvariant();
}
