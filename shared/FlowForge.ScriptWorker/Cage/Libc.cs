using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: DisableRuntimeMarshalling]

namespace FlowForge.ScriptWorker.Cage;

/// <summary>The calls of Linux that .NET does not offer. All give -1 (or less) when they fail.</summary>
internal static unsafe partial class Libc
{
    public const int OpenPath = 0x200000 | 0x80000;   // O_PATH, O_CLOEXEC

    /// <summary>A soft and a hard limit.</summary>
    public struct Limit
    {
        public ulong Soft;
        public ulong Hard;
    }

    [LibraryImport("libc", EntryPoint = "prctl")]
    public static partial int Prctl(int option, nuint first, nuint second, nuint third, nuint fourth);

    [LibraryImport("libc", EntryPoint = "setrlimit")]
    public static partial int SetLimit(int resource, in Limit limit);

    [LibraryImport("libc", EntryPoint = "getrlimit")]
    public static partial int GetLimit(int resource, out Limit limit);

    [LibraryImport("libc", EntryPoint = "setsid")]
    public static partial int NewSession();

    [LibraryImport("libc", EntryPoint = "getsid")]
    public static partial int Session(int process);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close")]
    public static partial int Close(int handle);

    [LibraryImport("libc", EntryPoint = "socket")]
    public static partial int Socket(int family, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "execve", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    public static partial int Execute(string path, nint arguments, nint environment);

    [LibraryImport("libc", EntryPoint = "syscall")]
    public static partial nint Call(nint number, nint first, nint second, nint third, nint fourth);
}
