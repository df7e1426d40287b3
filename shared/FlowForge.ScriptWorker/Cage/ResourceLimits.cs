namespace FlowForge.ScriptWorker.Cage;

/// <summary>What the operating system lets this process use. A limit that is lower already stays.</summary>
internal static class ResourceLimits
{
    public const int Cpu = 0;
    public const int FileSize = 1;
    public const int Memory = 2;
    private const int Core = 4;
    private const int Handles = 7;
    private const long FreshMilliseconds = 250;

    private static (long At, TimeSpan Steps) _renewed = (long.MinValue / 2, default);

    /// <summary>
    /// Bytes this process may write to: heap (at most 256 MB by its own limit), stacks, compiled code. The address space itself cannot be limited, since the
    /// runtime reserves far more than it uses. Three times the heap: the host ends a worker long before, and this holds when the host does not look.
    /// </summary>
    public const ulong MemoryBytes = 768UL * 1024 * 1024;

    /// <summary>Handles: assemblies are opened one by one and closed again.</summary>
    public const ulong HandleCount = 128;

    /// <summary>Seconds of processor time that a step may use beyond its own time before the kernel ends the process; the host does so much earlier.</summary>
    public const ulong SpareSeconds = 5;

    /// <summary>Sets all that hold for good.</summary>
    public static void Set()
    {
        Lower(Memory, MemoryBytes);
        Lower(FileSize, 0);
        Lower(Core, 0);
        Lower(Handles, HandleCount);
        Renew(TimeSpan.FromMinutes(1));
    }

    /// <summary>
    /// The processor time that may be used from now: the time of the steps that begin and some more. Only the soft limit, which may be raised again. One that was set a
    /// moment ago for as long still holds, less by that moment: jobs come by the thousand a second.
    /// </summary>
    public static void Renew(TimeSpan steps)
    {
        var now = Environment.TickCount64;
        if (steps <= _renewed.Steps && now - _renewed.At < FreshMilliseconds)
        {
            return;
        }

        _renewed = (now, steps);
        if (OperatingSystem.IsLinux() && Libc.GetLimit(Cpu, out var limit) == 0)
        {
            var used = Environment.CpuUsage.TotalTime + steps;
            limit.Soft = Math.Min((ulong)used.TotalSeconds + 1 + SpareSeconds, limit.Hard);
            _ = Libc.SetLimit(Cpu, limit);
        }
    }

    /// <summary>The soft limit of a resource; null when there is none.</summary>
    public static ulong? Of(int resource) => Libc.GetLimit(resource, out var limit) == 0 && limit.Soft != ulong.MaxValue ? limit.Soft : null;

    private static void Lower(int resource, ulong most)
    {
        if (Libc.GetLimit(resource, out var limit) == 0)
        {
            limit = new() { Soft = Math.Min(limit.Soft, most), Hard = Math.Min(limit.Hard, most) };
            _ = Libc.SetLimit(resource, limit);
        }
    }
}
