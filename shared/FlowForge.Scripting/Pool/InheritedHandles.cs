using System.Runtime.InteropServices;

namespace FlowForge.Scripting.Pool;

/// <summary>
/// Handles of the host that a worker would get with its birth. .NET marks its own as not for children; what the host itself was born with, from a shell or
/// a supervisor, is not marked.
/// </summary>
internal static class InheritedHandles
{
    private const nint CloseRange = 436;
    private const nint MarkOnly = 4;

    /// <summary>Marks all but the three standard ones, so that no child has them. Linux 5.11 and later; elsewhere nothing.</summary>
    public static void Keep()
    {
        if (OperatingSystem.IsLinux())
        {
            _ = Call(CloseRange, 3, int.MaxValue, MarkOnly);
        }
    }

    [DllImport("libc", EntryPoint = "syscall")]
    private static extern nint Call(nint number, nint first, nint last, nint flags);
}
