using FlowForge.Core;

namespace FlowForge.Durable.Driving;

/// <summary>
/// Events in the history of this generation, counted by what the driver asks for: the context of an isolated worker does not tell. Counted when it is
/// asked for, with its answer, as if each answer came in a turn of its own; so it is never too few.
/// </summary>
internal sealed class HistoryCount
{
    /// <summary>Scheduled, completed, and a turn's start and end.</summary>
    private const int Call = 4;

    /// <summary>Raised, and a turn's start and end.</summary>
    private const int Ring = 3;

    /// <summary>Events so far; it begins with the generation's start.</summary>
    public int Events { get; private set; } = 3;

    /// <summary>Whether nothing new is to be handed out.</summary>
    public bool IsFull => Events >= Limits.DurableHistoryEvents;

    public void Called() => Events += Call;

    public void Armed() => Events += Call;

    public void Rang() => Events += Ring;
}
