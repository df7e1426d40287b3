using FlowForge.Core.Failures;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Starts;

/// <summary>
/// Who may run at a time (semantics 9, concurrency key). Each key has a line; a run stands in the lines of its keys from its arrival to its end, and begins
/// when in each of them fewer than the limit stand before it. All lines go by one count of turns, so two runs never wait for each other.
/// Decisions fall in the order of turns, each once those before are recorded: of two that came at once, the second sees the first.
/// </summary>
internal sealed class Places
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, PlaceLine> _lines = new(StringComparer.Ordinal);
    private long _last;

    /// <summary>Runs that wait for a place.</summary>
    public int Waiting { get; private set; }

    /// <summary>Takes the next turn. Failure: <c>concurrency.full</c>.</summary>
    public Outcome<Seat> Arrive(PlaceClaim first, PlaceClaim? second)
    {
        lock (_gate)
        {
            if (IsFull(first) || (second is not null && IsFull(second)))
            {
                return PlaceClaims.Full;
            }

            var seat = new Seat(new(++_last, first, second));
            Enter(seat);
            return seat;
        }
    }

    /// <summary>Takes the places of runs of before: those that had begun hold theirs, the others are decided anew in the order of their turns.</summary>
    /// <param name="runs">Runs with a ticket.</param>
    /// <param name="onSeat">Told of each run's seat.</param>
    /// <param name="resume">Takes up those that had begun, before any other begins or is cancelled.</param>
    public void Restore(IEnumerable<(PlaceTicket Ticket, ISeated Run, bool HasBegun)> runs, Action<ISeated, Seat> onSeat, Action resume)
    {
        var seats = new List<Seat>();
        var acts = new List<Action>();
        lock (_gate)
        {
            foreach (var (ticket, run, hasBegun) in runs.OrderBy(run => run.Ticket.Number))
            {
                var seat = new Seat(ticket) { Run = run, State = SeatState.Recorded };
                _last = Math.Max(_last, ticket.Number);
                Enter(seat);
                if (hasBegun)
                {
                    Hold(seat);
                }

                onSeat(run, seat);
                seats.Add(seat);
            }

            foreach (var seat in seats)
            {
                if (seat.State == SeatState.Recorded)
                {
                    Decide(seat, acts);
                }
                else
                {
                    Each(seat, line => line.Decide());
                }
            }

            BeginAll(_lines.Values, acts);
        }

        resume();
        acts.ForEach(act => act());
    }

    /// <summary>The run is recorded: says whether it begins, waits or is skipped, as soon as that is known.</summary>
    public Task<SeatState> DecideAsync(Seat seat, ISeated run)
    {
        Act(seat, () =>
        {
            // One that was cancelled meanwhile has left.
            seat.Run = run;
            seat.State = seat.State == SeatState.Arriving ? SeatState.Recorded : seat.State;
        });
        return seat.Decided.Task;
    }

    /// <summary>The run has ended, or was not recorded after all.</summary>
    public void Leave(Seat seat)
    {
        Act(seat, () => Exit(seat, SeatState.Gone));
        seat.Decided.TrySetResult(SeatState.Gone);
    }

    private bool IsFull(PlaceClaim claim) =>
        claim.WhenBusy == WhenBusy.Queue && _lines.TryGetValue(claim.Key, out var line) && line.Count - (long)claim.Limit >= Limits.PlaceQueue;

    private void Act(Seat seat, Action change)
    {
        var acts = new List<Action>();
        lock (_gate)
        {
            var lines = seat.Ticket.Claims.Select(claim => _lines.GetValueOrDefault(claim.Key)).OfType<PlaceLine>().ToList();
            change();
            Settle(lines, acts);
        }

        acts.ForEach(act => act());
    }

    private void Settle(List<PlaceLine> lines, List<Action> acts)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            while (lines[i].NextUndecided is { State: SeatState.Recorded } next && IsNextEverywhere(next))
            {
                // What is decided here may let the other line go on.
                lines.AddRange(next.Ticket.Claims.Select(claim => _lines[claim.Key]).Where(line => !lines.Contains(line)));
                Decide(next, acts);
            }
        }

        BeginAll(lines, acts);
    }

    private bool IsNextEverywhere(Seat seat) => seat.Ticket.Claims.All(claim => _lines[claim.Key].IsNext(seat));

    private void Decide(Seat seat, List<Action> acts)
    {
        foreach (var claim in seat.Ticket.Claims)
        {
            if (claim.WhenBusy == WhenBusy.Skip && !_lines[claim.Key].HasPlaceFor(seat))
            {
                Exit(seat, SeatState.Skipped);
                acts.Add(() =>
                {
                    seat.Run!.Cancel(PlaceClaims.Skipped);
                    seat.Decided.TrySetResult(SeatState.Skipped);
                });
                return;
            }
        }

        foreach (var claim in seat.Ticket.Claims.Where(claim => claim.WhenBusy == WhenBusy.Replace))
        {
            foreach (var other in _lines[claim.Key].InTheWayOf(seat).ToList())
            {
                Waiting -= other.State == SeatState.Waiting ? 1 : 0;
                other.State = SeatState.Replaced;
                acts.Add(() => other.Run!.Cancel(PlaceClaims.Replaced));
            }
        }

        Each(seat, line => line.Decide());
        seat.State = SeatState.Waiting;
        Waiting++;
        acts.Add(() => seat.Decided.TrySetResult(SeatState.Waiting));
    }

    private void BeginAll(IEnumerable<PlaceLine> lines, List<Action> acts)
    {
        foreach (var seat in lines.SelectMany(line => line.Turns()).ToList())
        {
            if (seat.State == SeatState.Waiting && seat.Ticket.Claims.All(claim => _lines[claim.Key].HasPlaceFor(seat)))
            {
                Hold(seat);
                Waiting--;
                acts.Add(() => seat.Run!.Begin());
            }
        }
    }

    private void Hold(Seat seat)
    {
        (seat.State, seat.HasPlaces) = (SeatState.Holding, true);
        Each(seat, static line => line.Take());
    }

    private void Enter(Seat seat)
    {
        foreach (var claim in seat.Ticket.Claims)
        {
            (_lines.TryGetValue(claim.Key, out var line) ? line : _lines[claim.Key] = new(claim.Key)).Add(seat);
        }
    }

    private void Exit(Seat seat, SeatState end)
    {
        if (seat.State is SeatState.Gone or SeatState.Skipped)
        {
            return;
        }

        Waiting -= seat.State == SeatState.Waiting ? 1 : 0;
        seat.State = end;
        foreach (var claim in seat.Ticket.Claims)
        {
            var line = _lines[claim.Key];
            line.Remove(seat);
            if (line.Count == 0)
            {
                _lines.Remove(claim.Key);
            }
        }
    }

    private void Each(Seat seat, Action<PlaceLine> act)
    {
        foreach (var claim in seat.Ticket.Claims)
        {
            act(_lines[claim.Key]);
        }
    }
}
