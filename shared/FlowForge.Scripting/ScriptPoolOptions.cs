using FlowForge.Core;
using FlowForge.Core.Telemetry;

namespace FlowForge.Scripting;

/// <summary>How a host runs its script workers.</summary>
public sealed record ScriptPoolOptions
{
    /// <summary>The worker's assembly, <c>FlowForge.ScriptWorker.dll</c>; default: in <c>worker/</c> beside the host.</summary>
    public string WorkerPath { get; init; } = Path.Combine(AppContext.BaseDirectory, "worker", "FlowForge.ScriptWorker.dll");

    /// <summary>Worker processes, 1 to 64; default: one a core, at least 2 and at most 16.</summary>
    public int Workers { get; init; } = Math.Clamp(Environment.ProcessorCount, 2, 16);

    /// <summary>Jobs of one message at most; default 64.</summary>
    public int BatchJobs { get; init; } = 64;

    /// <summary>Bytes of one message at most, unless a single job is larger; default 4 MB.</summary>
    public int BatchBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Time for the expressions of one page of items, at most and by default <see cref="Limits.ScriptSeconds"/>.</summary>
    public TimeSpan ExpressionTime { get; init; } = TimeSpan.FromSeconds(Limits.ScriptSeconds);

    /// <summary>What a step has beyond its own time before its worker is killed; default 250 ms.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Resident bytes at which a worker is killed; default: three times <see cref="Limits.ScriptBytes"/>, which its heap limit stays below.</summary>
    public long WorkerBytes { get; init; } = 3L * Limits.ScriptBytes;

    /// <summary>How long a started worker may take until it answers; default 30 s.</summary>
    public TimeSpan StartPatience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Where jobs are measured; null for nowhere.</summary>
    public FlowForgeMeter? Meter { get; init; }

    /// <summary>Throws when a value is out of its range or the worker is not there.</summary>
    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Workers, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Workers, 64);
        ArgumentOutOfRangeException.ThrowIfLessThan(BatchJobs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(BatchBytes, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(ExpressionTime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ExpressionTime, TimeSpan.FromSeconds(Limits.ScriptSeconds));
        if (!File.Exists(WorkerPath))
        {
            throw new FileNotFoundException($"The script worker is not at {WorkerPath}.", WorkerPath);
        }
    }
}
