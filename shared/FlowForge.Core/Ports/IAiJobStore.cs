namespace FlowForge.Core.Ports;

/// <summary>Jobs of the AI layer on a host of several processes: whoever asks for one may ask another process than the one that works on it.</summary>
public interface IAiJobStore
{
    /// <summary>Keeps how far a job is. False when somebody has asked for its stop.</summary>
    ValueTask<bool> WriteAsync(string id, KeptAiJob job, CancellationToken cancellation);

    /// <summary>A job as it was kept last; null when there is none.</summary>
    ValueTask<KeptAiJob?> ReadAsync(string id, CancellationToken cancellation);

    /// <summary>Asks whoever works on a job to stop; false when there is none.</summary>
    ValueTask<bool> StopAsync(string id, CancellationToken cancellation);

    /// <summary>Lets go of jobs that were written last before a moment.</summary>
    ValueTask ForgetAsync(DateTimeOffset before, CancellationToken cancellation);
}

/// <summary>How far a job is.</summary>
/// <param name="Content">What whoever asks for it is told, as JSON.</param>
/// <param name="At">When it was written.</param>
/// <param name="HasEnded">Whether nothing more comes.</param>
public sealed record KeptAiJob(ReadOnlyMemory<byte> Content, DateTimeOffset At, bool HasEnded);
