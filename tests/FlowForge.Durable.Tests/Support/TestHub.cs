using System.Text.Json;
using FlowForge.Durable.Driving;
using FlowForge.Durable.Tests.Golden;

namespace FlowForge.Durable.Tests.Support;

/// <summary>What activities do.</summary>
internal interface IWorld
{
    /// <summary>Runs an activity; may be asked twice.</summary>
    Task<JsonElement> RunAsync(string activity, JsonElement input);
}

/// <summary>
/// A task hub for one run: it lets things happen in any order and replays the whole history before each. An activity may run and its host die before the
/// answer is kept; it then runs again. Rings of the doorbell are lost, doubled, and held back past the end of a generation.
/// </summary>
internal sealed class TestHub(IWorld world, int seed)
{
    private readonly Random _random = new(seed);
    private readonly List<Happened> _history = [];
    private readonly List<int> _open = [];
    private readonly List<int> _timers = [];
    private List<Asked> _asked = [];
    private DateTimeOffset _now = DateTimeOffset.UnixEpoch;
    private DateTimeOffset _began;
    private string _input = "";
    private int _held;

    public int Generations { get; private set; }

    public int Replays { get; private set; }

    /// <summary>The generations that are over, as they went.</summary>
    public List<KeptGeneration> Kept { get; } = [];

    /// <summary>Activities that were asked for, by name.</summary>
    public Dictionary<string, int> Calls { get; } = [];

    /// <summary>Most events that a generation's history had, the starts and ends of turns included.</summary>
    public int MostEvents { get; private set; }

    /// <summary>Most bytes of a generation's inputs and answers.</summary>
    public int MostBytes { get; private set; }

    /// <summary>Activities in flight at the busiest moment.</summary>
    public int MostAtOnce { get; private set; }

    public string? Status { get; private set; }

    /// <summary>Whether activities are repeated and rings are lost.</summary>
    public bool IsCalm { get; init; }

    /// <summary>Whether each ring is heard. The driver's time and that of the nodes are not one here: a hub that waits out a pause, because a ring was lost, is days ahead of them.</summary>
    public bool HearsAll { get; init; }

    /// <summary>Called before each step: a test sends its messages here.</summary>
    public Func<TestHub, Task> BeforeStep { get; init; } = _ => Task.CompletedTask;

    public DateTimeOffset Now => _now;

    /// <summary>A message has come: its ring is heard once, twice, later, or never.</summary>
    public void Ring()
    {
        var rings = IsCalm ? 1 : HearsAll ? _random.Next(1, 3) : _random.Next(4);
        for (var i = 0; i < Math.Min(rings, 2); i++)
        {
            _history.Add(new(-1, null, _now));
        }

        _held += rings == 3 ? 1 : 0;
    }

    /// <summary>Runs to the end.</summary>
    public async Task RunAsync(DriverInput input)
    {
        _input = input.Write().GetRawText();
        Begin();
        for (var step = 0; ; step++)
        {
            await BeforeStep(this);
            var replay = Replay();
            if (replay.HasEnded)
            {
                Count();
                Kept.Add(new(_input, _began, [.. _asked], [.. _history]));
                Check(_open.Count == 0, "an activity is in flight at the end of a generation");
                Check(_timers.Count == 0, "a timer is outstanding at the end of a generation");
                if (replay.Next is not { } next)
                {
                    return;
                }

                _input = next;
                Begin();
                continue;
            }

            Check(step < 100_000, "the run gets nowhere");
            await StepAsync();
        }
    }

    private void Begin()
    {
        Generations++;
        _history.Clear();
        (_asked, _began) = ([], _now);
    }

    private ReplayedOrchestration Replay()
    {
        Replays++;
        var replay = ReplayedOrchestration.Run(_input, _began, _asked, _history);
        for (var i = _asked.Count; i < replay.All.Count; i++)
        {
            switch (replay.All[i].Kind)
            {
                case "timer":
                    _timers.Add(i);
                    break;
                case "cancel":
                    _timers.Remove(int.Parse(replay.All[i].Text));
                    break;
                case "bell" or "status" or "continue":
                    break;
                default:
                    _open.Add(i);
                    Calls[replay.All[i].Kind] = Calls.GetValueOrDefault(replay.All[i].Kind) + 1;
                    break;
            }
        }

        _asked = replay.All;
        Status = replay.Status ?? Status;
        MostAtOnce = Math.Max(MostAtOnce, _open.Count);
        return replay;
    }

    private async Task StepAsync()
    {
        _now += TimeSpan.FromMilliseconds(_random.Next(50));
        if (_held > 0 && _random.Next(10) == 0)
        {
            _held--;
            _history.Add(new(-1, null, _now));
        }
        else if (_timers.Count > 0 && (_open.Count == 0 || (Due(_timers[0]) <= _now && _random.Next(4) == 0)))
        {
            var index = _timers[0];
            _timers.RemoveAt(0);
            _now = Due(index) > _now ? Due(index) : _now;
            _history.Add(new(index, null, _now));
        }
        else if (_open.Count > 0)
        {
            var at = _random.Next(_open.Count);
            var index = _open[at];
            var answer = await world.RunAsync(_asked[index].Kind, JsonElement.Parse(_asked[index].Text));
            if (IsCalm || _random.Next(8) > 0)
            {
                _open.RemoveAt(at);
                _history.Add(new(index, answer.GetRawText(), _now));
            }
        }
        else
        {
            // Nothing is to come: the run is silent, and the watchdog rings.
            _history.Add(new(-1, null, _now));
        }
    }

    private DateTimeOffset Due(int timer) => DateTimeOffset.Parse(_asked[timer].Text);

    private void Count()
    {
        // Scheduled and come, a timer's cancel left out, and a turn's start and end for each event.
        var asked = _asked.Count(one => one.Kind is not ("bell" or "status" or "cancel" or "continue"));
        MostEvents = Math.Max(MostEvents, 3 + asked + (3 * _history.Count));
        MostBytes = Math.Max(MostBytes, _input.Length + _asked.Where(one => one.Kind is not "continue").Sum(one => one.Text.Length) + _history.Sum(one => one.Result?.Length ?? 0));
    }

    private static void Check(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidOperationException(otherwise);
        }
    }
}
