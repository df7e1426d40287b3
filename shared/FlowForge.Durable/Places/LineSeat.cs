using FlowForge.Core.Driven;
using FlowForge.Core.Model;

namespace FlowForge.Durable.Places;

/// <summary>A run in a line.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Turn">Its turn, as <see cref="PlaceMessage.Ask.Turn"/>.</param>
/// <param name="Limit">Places under the key as it knows them.</param>
/// <param name="WhenBusy">What it does when none is free.</param>
/// <param name="State">Where it stands.</param>
public sealed record LineSeat(string RunId, long Turn, int Limit, WhenBusy WhenBusy, LineSeatState State = LineSeatState.Waiting);

/// <summary>Where a run stands in a line.</summary>
public enum LineSeatState
{
    /// <summary>It waits its turn.</summary>
    Waiting,

    /// <summary>It has its place, or is about to be told so.</summary>
    Holding,

    /// <summary>It has its place and is being cancelled for a later one; it is in the way until it has ended.</summary>
    Stopped,
}
