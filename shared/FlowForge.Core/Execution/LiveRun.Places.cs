using FlowForge.Core.Failures;
using FlowForge.Core.Frames;
using FlowForge.Core.Ports;
using FlowForge.Core.Starts;

namespace FlowForge.Core.Execution;

/// <content>Waiting for a place before it begins.</content>
internal sealed partial class LiveRun : ISeated
{
    /// <summary>Its seat in the lines of its keys; null for a run that needs no place.</summary>
    public Seat? Seat { get; set; }

    public PlaceTicket? Ticket => _record.Ticket;

    public bool IsQueued => _record.Status == RunStatus.Queued;

    /// <summary>It waits for its places from the start.</summary>
    public void Queue(Seat seat)
    {
        Seat = seat;
        _record = _record with { Status = RunStatus.Queued, Ticket = seat.Ticket };
    }

    /// <summary>It waits for its places, or for its time, and begins elsewhere.</summary>
    public void Queue(PlaceTicket? ticket) => _record = _record with { Status = RunStatus.Queued, Ticket = ticket };

    /// <summary>It is recorded as one that has failed before it begins; whoever takes it up ends it.</summary>
    public void FailBeforeItBegins(Failure failure)
    {
        Queue(default(PlaceTicket));
        _journal.Append(new EventEntry(new RunEvent.Aborted(failure)));
    }

    /// <summary>It ends before it begins.</summary>
    public void Fail(Failure failure) => Post(new RunEvent.Aborted(failure));

    /// <inheritdoc/>
    void ISeated.Begin() => ThreadPool.UnsafeQueueUserWorkItem(static run => run.Begin(), this, preferLocal: false);

    /// <inheritdoc/>
    void ISeated.Cancel(Failure why) => Post(new RunEvent.CancelRequested(why));
}
