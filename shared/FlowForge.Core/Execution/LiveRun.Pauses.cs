using FlowForge.Core.Model;

namespace FlowForge.Core.Execution;

/// <content>Pauses at failures and breakpoints.</content>
internal sealed partial class LiveRun
{
    /// <summary>Until when a failure of now waits for a person's answer; null when the run ends by it.</summary>
    public DateTimeOffset? PausesUntil => Healing == Healing.Off ? null : BreaksUntil;

    /// <summary>Until when a breakpoint of now waits for a person.</summary>
    public DateTimeOffset BreaksUntil => Clock.GetUtcNow().AddDays(Limits.HealingDays);
}
