using System.Text.Json;
using FlowForge.Core.Driven;
using FlowForge.Core.Execution;
using FlowForge.Core.Failures;
using FlowForge.Core.Planning;
using FlowForge.Core.Ports;
using FlowForge.Durable.Driving;
using FlowForge.Durable.Plans;

namespace FlowForge.Durable.Running;

/// <summary>The input of a run's first generation.</summary>
public static class DriverStart
{
    /// <summary><c>plan.tooLargeForHost</c>, or null.</summary>
    public static Failure? Refuse(PlanOutline outline) => OutlineJson.Check(outline).Failure;

    /// <summary>The input.</summary>
    public static JsonElement Of(DrivenStart start)
    {
        ArgumentNullException.ThrowIfNull(start);
        return new DriverInput
        {
            RunId = start.Run.Id,

            // That it has begun is then recorded first.
            Status = start.Run.Status == RunStatus.Queued ? RunStatus.Queued : RunStatus.Running,
            Outline = JsonElement.Parse(OutlineJson.Write(start.Outline)),
            TimeoutSeconds = start.TimeoutSeconds,
            State = start.State is { } state ? JsonElement.Parse(RunStateJson.Write(state)) : null,
        }.Write();
    }
}
