namespace FlowForge.Core.Execution;

/// <content>A host that stops: what runs ends, nothing new is handed out.</content>
internal sealed partial class LiveRun
{
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _driven;

    /// <summary>The host is about to stop: what is handed out from now on stays out for the next one.</summary>
    public bool IsDraining { get; private set; }

    /// <summary>Completes when no hand-out of this run is running any more, and what they answered has been told.</summary>
    public async Task DrainAsync()
    {
        lock (_gate)
        {
            IsDraining = true;
            if (_driven == 0)
            {
                return;
            }
        }

        await _drained.Task.ConfigureAwait(false);
        await FlushAsync().ConfigureAwait(false);
    }

    private bool EnterDrive()
    {
        lock (_gate)
        {
            if (IsDraining)
            {
                return false;
            }

            _driven++;
            return true;
        }
    }

    private void LeaveDrive()
    {
        lock (_gate)
        {
            if (--_driven == 0 && IsDraining)
            {
                _drained.TrySetResult();
            }
        }
    }
}
