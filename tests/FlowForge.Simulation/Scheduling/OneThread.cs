using System.Diagnostics;

namespace FlowForge.Simulation.Scheduling;

/// <summary>
/// The pool of a simulating process has one thread, so that the engine's own code, with its tasks as they are, runs in one order. The runtime
/// takes that from its environment, and so a process that was started otherwise starts itself again.
/// </summary>
internal static class OneThread
{
    private static readonly KeyValuePair<string, string>[] Wanted =
    [
        new("DOTNET_PROCESSOR_COUNT", "1"),
        new("DOTNET_ThreadPool_ForceMinWorkerThreads", "1"),
        new("DOTNET_ThreadPool_ForceMaxWorkerThreads", "1"),
        new("DOTNET_TieredPGO", "0"),
    ];

    public static bool IsHere
    {
        get
        {
            ThreadPool.GetMaxThreads(out var workers, out _);
            return workers == 1;
        }
    }

    /// <summary>This program, with these arguments, in a process as it should be.</summary>
    public static ProcessStartInfo Again(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet");
        foreach (var argument in (string[])["exec", typeof(OneThread).Assembly.Location, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in Wanted)
        {
            start.Environment[name] = value;
        }

        return start;
    }
}
