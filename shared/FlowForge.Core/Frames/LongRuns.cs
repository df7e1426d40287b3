using FlowForge.Core.Ports;

namespace FlowForge.Core.Frames;

/// <summary>Runs of which more is recorded than a preview or a trial reads.</summary>
internal static class LongRuns
{
    /// <summary>Whether a run has more than <see cref="Limits.PreviewSegments"/> segments. Their ordinals alone do not tell: those of a driven run have gaps.</summary>
    public static async ValueTask<bool> IsLongAsync(IRunStore runs, string runId, CancellationToken cancellation) =>
        (await runs.ReadSegmentsAsync(runId, Limits.PreviewSegments, 1, cancellation).ConfigureAwait(false)).Count > 0
        && (await runs.ReadSegmentsAsync(runId, 0, Limits.PreviewSegments + 1, cancellation).ConfigureAwait(false)).Count > Limits.PreviewSegments;
}
