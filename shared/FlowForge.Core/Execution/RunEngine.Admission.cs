namespace FlowForge.Core.Execution;

/// <content>What a host takes on at a time.</content>
public sealed partial class RunEngine
{
    /// <summary>Runs that have work to do: counted with each tick, and with each start and end in between.</summary>
    private int _atWork;

    /// <summary>Runs that have work to do or whose end is not durable yet; those that wait, for whatever, are none of them.</summary>
    public int RunsAtWork => Volatile.Read(ref _atWork);

    /// <inheritdoc/>
    public bool IsBusy => RunsAtWork >= _parts.MostAtWork;
}
