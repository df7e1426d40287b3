using System.Diagnostics;

namespace FlowForge.Simulation;

/// <summary>
/// Ends the process over a world that stands still: code that never gives its thread back takes no turns, so that the world's own bound on turns never comes.
/// Processor time counts, which a busy machine does not change; and time itself, for a thread that is stuck.
/// </summary>
internal sealed class Watchdog
{
    private static readonly TimeSpan MostWork = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan MostTime = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);
    private readonly Lock _gate = new();
    private int _world;
    private TimeSpan _work;
    private long _began;

    /// <summary>Begins to watch, on a thread of its own: the pool's only one may be the one that is stuck.</summary>
    public Watchdog()
    {
        Begins(0);
        new Thread(Watch) { IsBackground = true, Name = "watchdog" }.Start();
    }

    /// <summary>Another world begins.</summary>
    public void Begins(int world)
    {
        lock (_gate)
        {
            (_world, _work, _began) = (world, Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        }
    }

    private void Watch()
    {
        using var never = new ManualResetEventSlim();
        while (!never.Wait(LookEvery))
        {
            lock (_gate)
            {
                if (Environment.CpuUsage.TotalTime - _work > MostWork || Stopwatch.GetElapsedTime(_began) > MostTime)
                {
                    Console.WriteLine($"world {_world}: it stands still");
                    Environment.Exit(1);
                }
            }
        }
    }
}
