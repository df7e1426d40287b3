namespace FlowForge.Core.Driven;

/// <summary>
/// The lines of concurrency keys (semantics 9), one for each key, kept outside every process: who holds a place under the key and who waits for one. A line
/// hears one message at a time and says itself what follows; that is carried out by <see cref="DrivenTurns"/>.
/// </summary>
public interface IPlaceLines
{
    /// <summary>Tells a line something. It hears it once, more often, or never, in any order with other messages, and not before <paramref name="at"/>.</summary>
    /// <param name="key">The line's key (<see cref="Ports.PlaceClaim.Key"/>).</param>
    /// <param name="message">What it is told.</param>
    /// <param name="at">When it is to hear of it; null for at once.</param>
    /// <param name="cancellation">Stops before it is on its way.</param>
    Task TellAsync(string key, PlaceMessage message, DateTimeOffset? at, CancellationToken cancellation);

    /// <summary>The runs of a line by their turn, as it stood a moment ago; none when there is no line.</summary>
    Task<IReadOnlyList<PlaceSeat>> ReadAsync(string key, CancellationToken cancellation);

    /// <summary>All lines in which there are runs.</summary>
    IAsyncEnumerable<(string Key, IReadOnlyList<PlaceSeat> Seats)> AllAsync(CancellationToken cancellation);
}

/// <summary>A run in a line.</summary>
/// <param name="RunId">The run.</param>
/// <param name="IsWaiting">Whether it waits; else it has its place, from its beginning to its end.</param>
public readonly record struct PlaceSeat(string RunId, bool IsWaiting);
