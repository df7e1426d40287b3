using System.Collections;
using System.Runtime.InteropServices;

namespace FlowForge.ScriptWorker.Cage;

/// <summary>Says what of the cage holds on this machine, by trying: a line <c>name yes|no</c> each.</summary>
internal static class CageCheck
{
    private const int GetParentDeathSignal = 2;
    private const int NotPermitted = 1;

    /// <summary>Tries from inside; the cage has been closed.</summary>
    public static unsafe void Write(TextWriter output)
    {
        var isLinux = OperatingSystem.IsLinux();
        var signal = 0;
        (string Name, bool Holds)[] all =
        [
            ("memory", isLinux && ResourceLimits.Of(ResourceLimits.Memory) <= ResourceLimits.MemoryBytes),
            ("processor", isLinux && ResourceLimits.Of(ResourceLimits.Cpu) is not null),
            ("network", isLinux && Libc.Socket(2, 1, 0) < 0 && Libc.Socket(1, 1, 0) < 0),
            ("programs", isLinux && Libc.Execute("/nowhere", 0, 0) < 0 && Marshal.GetLastPInvokeError() == NotPermitted),
            ("writing", isLinux && !Opens(Path.Combine(Path.GetTempPath(), $"flowforge-{Environment.ProcessId}"), FileMode.Create, FileAccess.Write)),
            ("reading", isLinux && !Opens("/etc/passwd", FileMode.Open, FileAccess.Read)),
            ("orphan", isLinux && Libc.Prctl(GetParentDeathSignal, (nuint)(&signal), 0, 0, 0) == 0 && signal != 0),
            ("session", isLinux && Libc.Session(0) == Environment.ProcessId),
            ("environment", Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().All(one => one.Key is "DOTNET_EnableDiagnostics" or "DOTNET_GCgen0size" or "SystemRoot")),
        ];
        foreach (var (name, holds) in all)
        {
            output.WriteLine($"{name} {(holds ? "yes" : "no")}");
        }
    }

    private static bool Opens(string path, FileMode mode, FileAccess access)
    {
        try
        {
            using var opened = new FileStream(path, mode, access);
            return true;
        }
        catch (Exception refused) when (refused is UnauthorizedAccessException or IOException)
        {
            return false;
        }
    }
}
