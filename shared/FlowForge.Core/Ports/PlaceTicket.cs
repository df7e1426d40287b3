using FlowForge.Core.Model;

namespace FlowForge.Core.Ports;

/// <summary>A claim to one of the places under a key: at most <paramref name="Limit"/> runs hold one at a time.</summary>
/// <param name="Key">Hash of what they share.</param>
/// <param name="Limit">Places, 1 or more.</param>
/// <param name="WhenBusy">What the run does when none is free.</param>
public sealed record PlaceClaim(string Key, int Limit, WhenBusy WhenBusy);

/// <summary>What a run needs before it begins, and keeps until it has ended.</summary>
/// <param name="Number">Its turn: who came first has the smaller number.</param>
/// <param name="First">A claim.</param>
/// <param name="Second">Another one, or null.</param>
public sealed record PlaceTicket(long Number, PlaceClaim First, PlaceClaim? Second = null)
{
    /// <summary>The claims, one or two.</summary>
    public IEnumerable<PlaceClaim> Claims => Second is null ? [First] : [First, Second];
}
