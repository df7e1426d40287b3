using System.Runtime.InteropServices;

namespace FlowForge.Local.Hosting;

/// <summary>
/// How much the runtime allocates before it collects. It goes by the processor's cache, and where the machine hides that, as small virtual machines do, it takes it for
/// 256 KB: a host under load then spends a third of its time collecting. The setting is read from the environment alone and before anything of ours runs, so
/// the process begins anew with it, under the same id.
/// </summary>
internal static class YoungGeneration
{
    /// <summary>Set by whoever knows better, and then left alone.</summary>
    internal const string Setting = "DOTNET_GCgen0size";

    private const string Caches = "/sys/devices/system/cpu/cpu0/cache";
    private const string Bytes = "1000000";   // 16 MB, in hexadecimal as the runtime reads it

    /// <summary>Begins the process anew with 16 MB where it has to; does not return then. Goes on as it is where that cannot be done.</summary>
    public static void Ensure()
    {
        if (OperatingSystem.IsLinux() && !Directory.Exists(Caches) && Environment.GetEnvironmentVariable(Setting) is null
            && SetEnvironment(Setting, Bytes, overwrite: 1) == 0)
        {
            _ = Execute("/proc/self/exe", [.. File.ReadAllText("/proc/self/cmdline").Split('\0')[..^1], null]);
        }
    }

    [DllImport("libc", EntryPoint = "setenv")]
    private static extern int SetEnvironment(string name, string value, int overwrite);

    [DllImport("libc", EntryPoint = "execv")]
    private static extern int Execute(string path, string?[] arguments);
}
