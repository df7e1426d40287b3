namespace FlowForge.Core.Starts;

/// <summary>The runs that hold or want a place under one key, in the order in which they came.</summary>
internal sealed class PlaceLine(string key)
{
    private static readonly Comparer<Seat> ByTurn = Comparer<Seat>.Create(static (one, other) => one.Ticket.Number.CompareTo(other.Ticket.Number));
    private readonly List<Seat> _seats = [];

    /// <summary>Seats before this one have been decided, and none behind it.</summary>
    private int _decided;

    public int Count => _seats.Count;

    /// <summary>Places that are taken.</summary>
    public int Taken { get; private set; }

    public void Add(Seat seat)
    {
        var index = IndexOf(seat);
        _seats.Insert(~index, seat);
        _decided += ~index < _decided ? 1 : 0;
    }

    public void Remove(Seat seat)
    {
        if (IndexOf(seat) is var index and >= 0)
        {
            _seats.RemoveAt(index);
            _decided -= index < _decided ? 1 : 0;
            Taken -= seat.HasPlaces ? 1 : 0;
        }
    }

    /// <summary>One more place is taken.</summary>
    public void Take() => Taken++;

    /// <summary>
    /// Whether there is a place for it. Who came before counts, whether it has begun or not; and who has begun counts, also behind it: after a crash a
    /// run that had given way may be there again, and those behind it at work.
    /// </summary>
    public bool HasPlaceFor(Seat seat) => Before(seat) < seat.Limit(key) && Taken < seat.Limit(key);

    /// <summary>How many came before it.</summary>
    public int Before(Seat seat) => IndexOf(seat);

    /// <summary>Whether all before it are decided.</summary>
    public bool IsNext(Seat seat) => IndexOf(seat) == _decided;

    /// <summary>The first that is not decided, or null.</summary>
    public Seat? NextUndecided => _decided < _seats.Count ? _seats[_decided] : null;

    /// <summary>The next one is decided and stays in the line.</summary>
    public void Decide() => _decided++;

    /// <summary>The oldest that have to go so that one more may come: those before <paramref name="seat"/> that stay, but the newest <c>limit - 1</c>.</summary>
    public IEnumerable<Seat> InTheWayOf(Seat seat)
    {
        var staying = _seats.Take(IndexOf(seat)).Where(other => other.State != SeatState.Replaced).ToList();
        return staying.Take(Math.Max(0, staying.Count - (seat.Limit(key) - 1)));
    }

    /// <summary>Those that wait and whose turn it is in this line. Nobody overtakes: behind one whose turn it is not, there is none.</summary>
    public IEnumerable<Seat> Turns()
    {
        for (var i = 0; i < _decided && (_seats[i].State != SeatState.Waiting || i < _seats[i].Limit(key)); i++)
        {
            if (_seats[i].State == SeatState.Waiting)
            {
                yield return _seats[i];
            }
        }
    }

    /// <summary>Its index, or the complement of where it would stand.</summary>
    private int IndexOf(Seat seat) => _seats.BinarySearch(seat, ByTurn);
}
