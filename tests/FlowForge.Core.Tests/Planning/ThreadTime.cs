using System.Diagnostics;
using System.Runtime.InteropServices;

namespace FlowForge.Core.Tests.Planning;

/// <summary>Processor time of the present thread, which other tests on the machine do not add to; elapsed time where the system is not Linux.</summary>
internal static partial class ThreadTime
{
    private const int ThreadProcessorClock = 3;

    public static TimeSpan Of(Action action)
    {
        var began = Now();
        action();
        return Now() - began;
    }

    private static TimeSpan Now() => OperatingSystem.IsLinux() && ReadClock(ThreadProcessorClock, out var time) == 0
        ? TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromMicroseconds(time.Nanoseconds / 1_000.0)
        : Stopwatch.GetElapsedTime(0);

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int ReadClock(int clock, out Moment time);

    [StructLayout(LayoutKind.Sequential)]
    private struct Moment
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
