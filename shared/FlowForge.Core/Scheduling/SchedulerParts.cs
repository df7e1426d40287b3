using FlowForge.Core.Ports;

namespace FlowForge.Core.Scheduling;

/// <summary>What a host hands to its scheduler.</summary>
public sealed record SchedulerParts
{
    /// <summary>Starts the runs.</summary>
    public required IRunEngine Engine { get; init; }

    /// <summary>Where schedules stand.</summary>
    public required IScheduleStore Schedules { get; init; }

    /// <summary>Says whether a trigger is still active.</summary>
    public required IWorkflowStore Workflows { get; init; }

    /// <summary>The node kinds.</summary>
    public required ICatalogue Catalogue { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>Told of what went wrong; a fault comes with its exception and is tried again.</summary>
    public Action<string, Exception?> OnTrouble { get; init; } = static (_, _) => { };
}
