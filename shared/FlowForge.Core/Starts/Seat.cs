using FlowForge.Core.Failures;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Starts;

/// <summary>A run in the lines of its keys.</summary>
internal sealed class Seat(PlaceTicket ticket)
{
    public PlaceTicket Ticket { get; } = ticket;

    /// <summary>The run, once it is recorded.</summary>
    public ISeated? Run { get; set; }

    public SeatState State { get; set; }

    /// <summary>Whether it has begun; so it is until it has ended, also once it is replaced.</summary>
    public bool HasPlaces { get; set; }

    /// <summary>Completes when it is known whether the run waits, begins or is skipped.</summary>
    public TaskCompletionSource<SeatState> Decided { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Limit(string key) => Ticket.First.Key == key ? Ticket.First.Limit : Ticket.Second!.Limit;
}

/// <summary>Where a run stands in its lines.</summary>
internal enum SeatState
{
    /// <summary>It is being recorded; who came later is not decided before.</summary>
    Arriving,

    /// <summary>It is recorded and not decided.</summary>
    Recorded,

    /// <summary>It waits its turn.</summary>
    Waiting,

    /// <summary>It has its places.</summary>
    Holding,

    /// <summary>A later one takes its place; it is being cancelled, and is in the way until it has ended.</summary>
    Replaced,

    /// <summary>It gave way at once, and is in nobody's way.</summary>
    Skipped,

    /// <summary>It has ended, or was never recorded.</summary>
    Gone,
}

/// <summary>What the places ask of a run. Neither comes back before it has been taken note of; neither waits.</summary>
internal interface ISeated
{
    /// <summary>It has its places.</summary>
    void Begin();

    /// <summary>It is to end.</summary>
    void Cancel(Failure why);
}
