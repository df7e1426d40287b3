namespace FlowForge.Durable.Driving;

/// <summary>The one timer of a generation: for the earliest moment that the run waits for, so that a thousand waits are one line of history.</summary>
internal sealed class NextTimer(IOrchestration context, HistoryCount history) : IDisposable
{
    private CancellationTokenSource? _stop;
    private DateTimeOffset _at;

    /// <summary>The timer, or null.</summary>
    public Task? Task { get; private set; }

    /// <summary>Sees to it that it is armed for this moment, or for none.</summary>
    public void Arm(DateTimeOffset? at)
    {
        if (Task is { IsCompleted: false } && at == _at)
        {
            return;
        }

        Dispose();
        if (at is { } moment)
        {
            history.Armed();
            (_stop, _at) = (new(), moment);
            Task = context.TimerAsync(moment, _stop.Token);
        }
    }

    /// <summary>Lets it go: an orchestration that ends with a timer outstanding is not over before that has fired.</summary>
    public void Dispose()
    {
        if (Task is { IsCompleted: false })
        {
            _stop!.Cancel();
        }

        _stop?.Dispose();
        (_stop, Task) = (null, null);
    }
}
