namespace FlowForge.Formats.N8n.Types;

/// <summary>What starts a workflow, webhooks and schedules left aside.</summary>
internal static class TriggerTypes
{
    /// <summary>The types.</summary>
    public static readonly (string Name, Carry Carry)[] All =
    [
        ("manualTrigger", _ => Trigger("trigger.manual")),
        ("start", _ => Trigger("trigger.manual")),
        ("errorTrigger", _ => Trigger("trigger.error")),
        ("executeWorkflowTrigger", Called),
        ("scheduleTrigger", ScheduleTypes.Schedule),
        ("cron", ScheduleTypes.Cron),
        ("interval", ScheduleTypes.Interval),
    ];

    private static Carried Trigger(string kind) => new(kind, []) { Inputs = [] };

    // What the caller may send describes itself; it is kept, and nothing here depends on it.
    private static Carried Called(Step step)
    {
        step.Given.Any("inputSource");
        step.Given.Any("events");
        step.Given.Any("workflowInputs");
        step.Given.Any("jsonExample");
        return Trigger("trigger.workflow");
    }
}
