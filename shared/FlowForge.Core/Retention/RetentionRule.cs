using FlowForge.Core.Ports;

namespace FlowForge.Core.Retention;

/// <summary>When runs have been kept long enough.</summary>
/// <param name="Now">The moment, UTC.</param>
/// <param name="Keep">How long an ended run is kept whose own workflow does not say; null: for ever.</param>
public sealed record RetentionRule(DateTimeOffset Now, TimeSpan? Keep)
{
    /// <summary>Whether a run may go. A family goes when all its members may (semantics 5).</summary>
    public bool HasExpired(RunRecord run) =>
        run is { HasEnded: true, EndedAt: { } ended } && (run.ExpiresAt is { } own ? own <= Now : Keep is not null && ended <= EndedBefore);

    /// <summary>The last moment at which a run may have ended that goes by <see cref="Keep"/>.</summary>
    public DateTimeOffset EndedBefore => Keep is { } keep && keep < Now - DateTimeOffset.UnixEpoch ? Now - keep : DateTimeOffset.UnixEpoch;

    /// <summary>When a run that ended at <paramref name="ended"/> may go by its workflow's own <paramref name="days"/>; null when it has none.</summary>
    public static DateTimeOffset? Expiry(double? days, DateTimeOffset ended) =>
        days is not { } own ? null
        : own < (DateTimeOffset.MaxValue - ended).TotalDays ? ended.AddDays(own)
        : DateTimeOffset.MaxValue;
}
