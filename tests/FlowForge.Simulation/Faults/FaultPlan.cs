namespace FlowForge.Simulation.Faults;

/// <summary>
/// Draws what goes wrong, from a stream of its own, so that leaving a fault out changes nothing else that is drawn here. Each world has its own mixture: some have only
/// deaths, some only a store that loses answers. After a while nothing goes wrong any more, so that everything has to come to its end.
/// </summary>
internal sealed class FaultPlan
{
    private const int MostDeaths = 4;
    private static readonly Fault[] Kinds = Enum.GetValues<Fault>();
    private readonly double[] _rates;
    private readonly Random _random;
    private readonly Shape _shape;
    private readonly int _most;
    private int _deaths;

    public FaultPlan(Shape shape)
    {
        (_shape, _random) = (shape, new Random(HashCode(shape.Seed, 3)));
        _rates = Array.ConvertAll(Kinds, kind => kind == Fault.None || _random.Next(2) == 0 ? 0 : Math.Pow(10, -1 - _random.NextDouble()));
        _most = Math.Min(_random.Next(41), shape.MostFaults);
        Until = TimeSpan.FromSeconds(5 + _random.Next(20));
    }

    /// <summary>From then on the world is at peace.</summary>
    public TimeSpan Until { get; }

    /// <summary>Faults so far.</summary>
    public int Count { get; private set; }

    /// <summary>Deaths of hosts so far.</summary>
    public int Deaths => _deaths;

    /// <summary>How often each kind of fault has happened.</summary>
    public int[] Happened { get; } = new int[Kinds.Length];

    /// <summary>What goes wrong now, of what may.</summary>
    public Fault Draw(TimeSpan now, params ReadOnlySpan<Fault> may)
    {
        var (kind, roll) = (may[_random.Next(may.Length)], _random.NextDouble());
        return roll < _rates[(int)kind] * may.Length && Happens(now, kind) ? kind : Fault.None;
    }

    /// <summary>Whether the host that is alive now dies or stands still some time after its start; null when not.</summary>
    public (Fault Fault, TimeSpan After)? DrawLife()
    {
        var (roll, after) = (_random.Next(3), TimeSpan.FromMilliseconds(_random.Next(1, 8_000)));
        return (roll == 0 ? Fault.DiesBefore : roll == 1 ? Fault.StandsStill : Fault.None) is var fault && fault != Fault.None ? (fault, after) : null;
    }

    /// <summary>Counts it; false when it is not to happen after all.</summary>
    public bool Happens(TimeSpan now, Fault kind)
    {
        if (now >= Until || Count >= _most || _shape.Dropped.Contains(Count) || (kind is Fault.DiesBefore or Fault.DiesAfter && _deaths >= MostDeaths))
        {
            Count += Count < _most && _shape.Dropped.Contains(Count) ? 1 : 0;
            return false;
        }

        _deaths += kind is Fault.DiesBefore or Fault.DiesAfter ? 1 : 0;
        Happened[(int)kind]++;
        Count++;
        return true;
    }

    public static int HashCode(int seed, int stream) => unchecked((int)((((uint)seed * 2654435761u) ^ ((uint)stream * 40503u)) & 0x7FFFFFFF));
}
