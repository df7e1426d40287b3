using FlowForge.Core.Failures;
using FlowForge.Scripting.Preparation;
using FlowForge.Scripting.Protocol;

namespace FlowForge.Scripting.Pool;

/// <summary>What a finished job gave: results of its steps, and why the next one has none.</summary>
/// <param name="Steps">Results, in order.</param>
/// <param name="Killed">The failure of the step whose worker was ended, or null.</param>
internal sealed record JobEnd(IReadOnlyList<StepFrame> Steps, Failure? Killed);

/// <summary>Answers a worker's question during a job, as JSON.</summary>
internal delegate ValueTask<ReadOnlyMemory<byte>> FetchAnswer(FetchHeader request, CancellationToken cancellation);

/// <summary>A job on its way through the pool.</summary>
internal sealed class PoolJob
{
    private readonly TaskCompletionSource<JobEnd> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>A number that no other job of this process has.</summary>
    public required int Id { get; init; }

    /// <summary>The frame that tells a worker all about it.</summary>
    public required ReadOnlyMemory<byte> Frame { get; init; }

    /// <summary>The sources it runs.</summary>
    public required IReadOnlyList<ScriptDefinition> Sources { get; init; }

    /// <summary>The time of each step.</summary>
    public required IReadOnlyList<TimeSpan> Timeouts { get; init; }

    /// <summary>Answers what the script asks while it runs.</summary>
    public required FetchAnswer Fetch { get; init; }

    /// <summary>The caller's token.</summary>
    public required CancellationToken Cancellation { get; init; }

    /// <summary>Results so far, of the present attempt. Touched by the worker that has the job.</summary>
    public List<StepFrame> Results { get; } = [];

    /// <summary>Workers that ended by themselves while running it.</summary>
    public int Crashes { get; set; }

    /// <summary>Its end.</summary>
    public Task<JobEnd> End => _end.Task;

    /// <summary>Whether nobody waits for it any more.</summary>
    public bool IsOver => _end.Task.IsCompleted;

    /// <summary>Ends it with the results so far.</summary>
    public void Complete(Failure? killed) => _end.TrySetResult(new([.. Results], killed));

    /// <summary>Ends it because the caller no longer wants it.</summary>
    public void Cancel() => _end.TrySetCanceled(Cancellation);

    /// <summary>Ends it with a fault of ours.</summary>
    public void Fault(Exception exception) => _end.TrySetException(exception);
}
