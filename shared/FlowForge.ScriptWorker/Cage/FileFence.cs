using System.Runtime.InteropServices;

namespace FlowForge.ScriptWorker.Cage;

/// <summary>
/// What of the file system this process still sees (Landlock): the runtime's own files, read only. It holds for the thread that calls it and for every thread
/// that this one starts, so it is closed before the thread of the scripts begins. With it goes TCP, and signals to other processes, where the kernel knows how.
/// </summary>
internal static unsafe class FileFence
{
    private const nint CreateRuleset = 444;
    private const nint AddRule = 445;
    private const nint RestrictSelf = 446;
    private const ulong Execute = 1 << 0;
    private const ulong ReadFile = 1 << 2;
    private const ulong ReadFolder = 1 << 3;

    // The runtime loads its parts from here when they are first used, and looks at how much memory there is.
    private static readonly string[] Seen =
    [
        RuntimeEnvironment.GetRuntimeDirectory(), AppContext.BaseDirectory, "/usr/lib", "/usr/lib64", "/lib", "/lib64", "/usr/share/zoneinfo",
        "/proc/self", "/proc/meminfo", "/proc/stat", "/proc/cpuinfo", "/sys/fs/cgroup", "/sys/devices/system", "/dev/null", "/dev/urandom", "/etc/ld.so.cache",
    ];

    /// <summary>Closes it. False where the kernel has no such thing.</summary>
    public static bool Close()
    {
        var version = (int)Libc.Call(CreateRuleset, 0, 0, 1, 0);
        if (version < 1)
        {
            return false;
        }

        // What a version does not know may not be named to it.
        var rules = new Ruleset
        {
            Files = (1UL << (version >= 5 ? 16 : version >= 3 ? 15 : version == 2 ? 14 : 13)) - 1,
            Network = version >= 4 ? 3UL : 0,
            Scopes = version >= 6 ? 3UL : 0,
        };
        var size = version >= 6 ? 24 : version >= 4 ? 16 : 8;
        var handle = (int)Libc.Call(CreateRuleset, (nint)(&rules), size, 0, 0);
        if (handle < 0)
        {
            return false;
        }

        foreach (var path in Seen)
        {
            Allow(handle, path);
        }

        var isClosed = Libc.Call(RestrictSelf, handle, 0, 0, 0) == 0;
        _ = Libc.Close(handle);
        return isClosed;
    }

    private static void Allow(int rules, string path)
    {
        var place = Libc.Open(path, Libc.OpenPath);
        if (place < 0)
        {
            return;
        }

        // Of a single file nothing may be said about folders.
        var allowed = stackalloc byte[12];
        *(ulong*)allowed = Directory.Exists(path) ? Execute | ReadFile | ReadFolder : ReadFile;
        *(int*)(allowed + 8) = place;
        _ = Libc.Call(AddRule, rules, 1, (nint)allowed, 0);
        _ = Libc.Close(place);
    }

    private struct Ruleset
    {
        public ulong Files;
        public ulong Network;
        public ulong Scopes;
    }
}
