using FlowForge.Core;
using FlowForge.Core.Driven;
using FlowForge.Core.Model;

namespace FlowForge.Durable.Places;

/// <summary>
/// The runs that hold or want a place under one key, and what follows from what is said of them. It is the state of a durable entity, which hears one message
/// at a time; it reads no clock and does no I/O. Decisions are those of the one-process engine when messages come once and in order. When they come twice, late or
/// in another order, no run begins that has ended, and never more runs hold a place than there are.
/// </summary>
public sealed class PlaceLine
{
    private static readonly Comparer<LineSeat> ByTurn = Comparer<LineSeat>.Create(static (one, other) =>
        one.Turn != other.Turn ? one.Turn.CompareTo(other.Turn) : string.CompareOrdinal(one.RunId, other.RunId));

    private readonly List<LineSeat> _seats;
    private readonly List<(string RunId, PlaceEnd Why)> _left;

    /// <summary>A line as it was.</summary>
    /// <param name="seats">Its runs by turn.</param>
    /// <param name="left">Runs that have left it, first to last.</param>
    public PlaceLine(IEnumerable<LineSeat> seats, IEnumerable<(string RunId, PlaceEnd Why)> left) => (_seats, _left) = ([.. seats], [.. left]);

    /// <summary>Its runs by turn.</summary>
    public IReadOnlyList<LineSeat> Seats => _seats;

    /// <summary>The last that have left it, at most <see cref="Limits.PlacesLeftKnown"/>.</summary>
    public IReadOnlyList<(string RunId, PlaceEnd Why)> Left => _left;

    /// <summary>Hears a message; gives what follows, in order.</summary>
    public IReadOnlyList<PlaceAct> Hear(PlaceMessage message)
    {
        var acts = new List<PlaceAct>();
        switch (message)
        {
            case PlaceMessage.Ask ask:
                Ask(ask, acts);
                break;
            case PlaceMessage.Leave leave:
                Remove(leave.RunId, PlaceEnd.Ended);
                break;
            case PlaceMessage.Withdraw withdraw when _seats.Find(seat => seat.RunId == withdraw.RunId) is not { State: not LineSeatState.Waiting }:
                // Also one that has not asked yet: its question may come behind this.
                End(withdraw.RunId, PlaceEnd.Withdrawn, acts);
                break;
            case PlaceMessage.Tidy when _seats.Count == 0:
                _left.Clear();
                break;
        }

        BeginAll(acts);
        return acts;
    }

    private void Ask(PlaceMessage.Ask ask, List<PlaceAct> acts)
    {
        if (_left.Find(left => left.RunId == ask.RunId) is { RunId: not null } gone)
        {
            // Whoever asks again does not know yet, unless the question is an old one.
            acts.AddRange(gone.Why == PlaceEnd.Ended ? [] : [new PlaceAct.End(ask.RunId, gone.Why)]);
            return;
        }

        if (_seats.Find(seat => seat.RunId == ask.RunId) is { } known)
        {
            acts.AddRange(known.State switch
            {
                LineSeatState.Holding => [new PlaceAct.Begin(ask.RunId)],
                LineSeatState.Stopped => [new PlaceAct.Stop(ask.RunId)],
                _ => (IEnumerable<PlaceAct>)[],
            });
            return;
        }

        var seat = new LineSeat(ask.RunId, ask.Turn, ask.Limit, ask.WhenBusy);
        var index = ~_seats.BinarySearch(seat, ByTurn);
        if (seat.WhenBusy == WhenBusy.Skip && !HasPlace(index, seat))
        {
            End(seat.RunId, PlaceEnd.Skipped, acts);
            return;
        }

        _seats.Insert(index, seat);
        if (seat.WhenBusy == WhenBusy.Replace)
        {
            Replace(index, acts);
        }
    }

    /// <summary>The newest of those that replace stay, as many as there are places; of the others before it, the oldest go. A late one may be among those that go.</summary>
    private void Replace(int index, List<PlaceAct> acts)
    {
        var seat = _seats[index];
        var later = _seats.Skip(index + 1).Count(other => other is { WhenBusy: WhenBusy.Replace, State: not LineSeatState.Stopped });
        if (later >= seat.Limit)
        {
            End(seat.RunId, PlaceEnd.Replaced, acts);
            return;
        }

        var before = _seats.Take(index).Where(other => other.State != LineSeatState.Stopped).ToList();
        foreach (var other in before.Take(Math.Max(0, before.Count + 1 + later - seat.Limit)))
        {
            if (other.State == LineSeatState.Waiting)
            {
                End(other.RunId, PlaceEnd.Replaced, acts);
            }
            else
            {
                _seats[_seats.IndexOf(other)] = other with { State = LineSeatState.Stopped };
                acts.Add(new PlaceAct.Stop(other.RunId));
            }
        }
    }

    /// <summary>Begins those whose turn it is. Nobody overtakes: behind one whose turn it is not, there is none.</summary>
    private void BeginAll(List<PlaceAct> acts)
    {
        for (var i = 0; i < _seats.Count && (_seats[i].State != LineSeatState.Waiting || i < _seats[i].Limit); i++)
        {
            if (_seats[i].State == LineSeatState.Waiting && HasPlace(i, _seats[i]))
            {
                _seats[i] = _seats[i] with { State = LineSeatState.Holding };
                acts.Add(new PlaceAct.Begin(_seats[i].RunId));
            }
        }
    }

    /// <summary>Whether there is a place at this index: who came before counts, whether it has begun or not, and who has begun counts, wherever it stands.</summary>
    private bool HasPlace(int index, LineSeat seat) => index < seat.Limit && _seats.Count(static other => other.State != LineSeatState.Waiting) < seat.Limit;

    private void End(string runId, PlaceEnd why, List<PlaceAct> acts)
    {
        acts.Add(new PlaceAct.End(runId, why));
        Remove(runId, why);
    }

    /// <summary>It has left; the first reason stays, unless it has ended since.</summary>
    private void Remove(string runId, PlaceEnd why)
    {
        _seats.RemoveAll(seat => seat.RunId == runId);
        var known = _left.FindIndex(left => left.RunId == runId);
        if (known >= 0 && why != PlaceEnd.Ended)
        {
            return;
        }

        if (known >= 0)
        {
            _left.RemoveAt(known);
        }

        _left.Add((runId, why));
        _left.RemoveRange(0, Math.Max(0, _left.Count - Limits.PlacesLeftKnown));
    }
}
