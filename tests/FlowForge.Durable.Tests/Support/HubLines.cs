using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using FlowForge.Core.Driven;
using FlowForge.Durable.Places;

namespace FlowForge.Durable.Tests.Support;

/// <summary>
/// Lines of a test. Calm, each message is heard at once and what follows is done at once, in order. Else both lie in a box until the test takes them out, in
/// any order, twice, or never. Their state crosses as text each time, as it does to and from the entity.
/// </summary>
internal sealed class HubLines : IPlaceLines
{
    private readonly ConcurrentDictionary<string, string> _states = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private readonly List<(DateTimeOffset? At, string Key, string? Message, string? Act)> _box = [];
    private bool _isPumping;

    /// <summary>Whether messages and acts are taken out of the box as they come.</summary>
    public bool IsCalm { get; set; } = true;

    /// <summary>Whether what whoever tells wants to say is lost: he dies just before.</summary>
    public bool IsDeaf { get; set; }

    /// <summary>Does what a line says.</summary>
    public Func<string, PlaceAct, Task> Act { get; set; } = (_, _) => Task.CompletedTask;

    public int InBox
    {
        get
        {
            lock (_gate)
            {
                return _box.Count;
            }
        }
    }

    /// <summary>A line's state, to look at or to put one there.</summary>
    public string? this[string key]
    {
        get => _states.GetValueOrDefault(key);
        set => _states[key] = value!;
    }

    public async Task TellAsync(string key, PlaceMessage message, DateTimeOffset? at, CancellationToken cancellation)
    {
        if (IsDeaf)
        {
            return;
        }

        lock (_gate)
        {
            _box.Add((at, key, LineText.Write(message), null));
        }

        if (IsCalm)
        {
            await PumpAsync(null);
        }
    }

    public Task<IReadOnlyList<PlaceSeat>> ReadAsync(string key, CancellationToken cancellation) => Task.FromResult(Seats(key));

    public async IAsyncEnumerable<(string Key, IReadOnlyList<PlaceSeat> Seats)> AllAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var key in _states.Keys.Where(key => Seats(key).Count > 0).ToList())
        {
            yield return (key, Seats(key));
        }

        await Task.CompletedTask;
    }

    /// <summary>Hears and does all that is in the box and due.</summary>
    public async Task PumpAsync(DateTimeOffset? now)
    {
        lock (_gate)
        {
            if (_isPumping)
            {
                return;
            }

            _isPumping = true;
        }

        while (TakeNext(now) is { } next)
        {
            await DoAsync(next.Key, next.Message, next.Act);
        }
    }

    /// <summary>Takes one thing out of the box and hears or does it; or loses it, or leaves it there for another time.</summary>
    public async Task StepAsync(Random random)
    {
        (DateTimeOffset? At, string Key, string? Message, string? Act) one;
        int fate;
        lock (_gate)
        {
            if (_box.Count == 0)
            {
                return;
            }

            (fate, var index) = (random.Next(10), random.Next(_box.Count));
            one = _box[index];
            if (fate != 0)
            {
                _box.RemoveAt(index);
            }
        }

        if (fate != 1)
        {
            await DoAsync(one.Key, one.Message, one.Act);
        }
    }

    private (DateTimeOffset? At, string Key, string? Message, string? Act)? TakeNext(DateTimeOffset? now)
    {
        lock (_gate)
        {
            var index = _box.FindIndex(one => one.At is null || one.At <= now);
            if (index < 0)
            {
                _isPumping = false;
                return null;
            }

            var next = _box[index];
            _box.RemoveAt(index);
            return next;
        }
    }

    private async Task DoAsync(string key, string? message, string? act)
    {
        if (act is not null)
        {
            await Act(key, LineText.ReadAct(act));
            return;
        }

        lock (_gate)
        {
            // One at a time; the state and what follows are kept together.
            var line = LineText.Read(_states.GetValueOrDefault(key));
            var acts = line.Hear(LineText.ReadMessage(message!));
            if (LineText.Write(line) is { } text)
            {
                _states[key] = text;
            }
            else
            {
                _states.TryRemove(key, out _);
            }

            _box.AddRange(acts.Select(one => ((DateTimeOffset?)null, key, (string?)null, (string?)LineText.Write(one))));
        }
    }

    private IReadOnlyList<PlaceSeat> Seats(string key) =>
        [.. LineText.Read(_states.GetValueOrDefault(key)).Seats.Select(seat => new PlaceSeat(seat.RunId, seat.State == LineSeatState.Waiting))];
}
