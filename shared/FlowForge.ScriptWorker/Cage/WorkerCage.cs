namespace FlowForge.ScriptWorker.Cage;

/// <summary>
/// The last wall around scripts. The interpreter has no way out; should one be found, the process it leads into has no network, no files, no other programs, no
/// environment, and as much memory and processor time as a script may use. Each part that a machine does not offer is left out; <see cref="CageCheck"/> tells.
/// </summary>
internal static class WorkerCage
{
    private const int SetParentDeathSignal = 1;
    private const int SignalKill = 9;

    /// <summary>Closes it behind the calling thread and all that it starts. Nothing on systems other than Linux, where the host alone watches.</summary>
    public static void Close()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        // A terminal's Ctrl+C is for the host, which then lets its workers finish. The host starts workers from threads that live as long as they do.
        _ = Libc.NewSession();
        _ = Libc.Prctl(SetParentDeathSignal, SignalKill, 0, 0, 0);
        ResourceLimits.Set();
        _ = FileFence.Close() | CallFilter.Close();
    }
}
