using FlowForge.Core;

namespace FlowForge.Api.Security;

/// <summary>
/// Counts calls of clients by the minute. It knows <see cref="Limits.CountedClients"/> counts at most and forgets the one that began first, so that no
/// number of clients takes more memory.
/// </summary>
internal sealed class Throttle(TimeProvider clock)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly Lock gate = new();
    private readonly Dictionary<(string Kind, string Client), LinkedListNode<Window>> counts = [];
    private readonly LinkedList<Window> byBegin = new();

    /// <summary>How many counts are kept now.</summary>
    public int Size
    {
        get
        {
            lock (gate)
            {
                return counts.Count;
            }
        }
    }

    /// <summary>Counts one call. Null while the client stays within <paramref name="most"/> a minute, else the seconds until it may call again.</summary>
    public int? Count(string kind, string client, int most)
    {
        var now = clock.GetTimestamp();
        lock (gate)
        {
            Forget(now);
            if (!counts.TryGetValue((kind, client), out var at))
            {
                at = counts[(kind, client)] = byBegin.AddLast(new Window(kind, client, now));
            }

            var wait = Minute - clock.GetElapsedTime(at.Value.Began, now);
            return ++at.Value.Calls <= most ? null : Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        }
    }

    private void Forget(long now)
    {
        while (byBegin.First is { } first && (clock.GetElapsedTime(first.Value.Began, now) >= Minute || counts.Count >= Limits.CountedClients))
        {
            byBegin.RemoveFirst();
            counts.Remove((first.Value.Kind, first.Value.Client));
        }
    }

    private sealed class Window(string kind, string client, long began)
    {
        public string Kind => kind;

        public string Client => client;

        public long Began => began;

        public int Calls { get; set; }
    }
}
