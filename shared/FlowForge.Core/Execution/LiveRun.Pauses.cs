using FlowForge.Core.Model;

namespace FlowForge.Core.Execution;

/// <content>Pauses at failures.</content>
internal sealed partial class LiveRun
{
    /// <summary>Until when a failure of now waits for a person's answer; null when the run ends by it.</summary>
    public DateTimeOffset? PausesUntil => Healing == Healing.Off ? null : Clock.GetUtcNow().AddDays(Limits.HealingDays);
}
