using FlowForge.Core.Ports;
using FlowForge.Core.State;

namespace FlowForge.AzureStorage.Runs;

/// <summary>
/// What a commit leaves to do in other partitions, or beyond the hundred rows of a batch. It is a row of the commit itself, is done right
/// after it, and by whoever next opens the run when the process dies between. Doing it twice does no harm.
/// </summary>
/// <param name="Id">Sorts by the moment of the commit.</param>
internal sealed record LeftWork(string Id)
{
    /// <summary>Changes of workflows' state.</summary>
    public IReadOnlyList<StateWrite> State { get; init; } = [];

    /// <summary>Messages to other runs.</summary>
    public IReadOnlyList<MailRow> Mail { get; init; } = [];

    /// <summary>Waits that have begun.</summary>
    public IReadOnlyList<WaitRow> Waits { get; init; } = [];

    /// <summary>Waits that are over.</summary>
    public IReadOnlyList<WaitKey> WaitsOver { get; init; } = [];

    /// <summary>Messages whose content is let go.</summary>
    public IReadOnlyList<int> Used { get; init; } = [];

    /// <summary>Whether there is nothing to do.</summary>
    public bool IsEmpty => State.Count + Mail.Count + Waits.Count + WaitsOver.Count + Used.Count == 0;
}
