using FlowForge.Core.Ports;

namespace FlowForge.Core.Execution;

/// <summary>What a start writes first: the run's row, and the key under which it starts once.</summary>
internal static class NewRun
{
    public static (RunRecord Run, StartRow? Start) Of(string id, StartRequest request, PlannedWorkflow planned, EngineParts parts)
    {
        var now = parts.Clock.GetUtcNow();
        var run = new RunRecord
        {
            Id = id,
            Family = id,
            WorkflowId = request.Workflow.Id,
            Version = request.Version,
            Hash = request.Hash,
            Trigger = planned.Plan.Nodes[0].Node.Id,
            Mode = request.Mode,
            Part = request.Part,
            Status = RunStatus.Running,
            StartedAt = request.At ?? now,
            Caller = request.Caller,
            ResumeKey = planned.NextWaits.Any ? parts.Ids.NewToken() : null,
        };
        return (run, request.Key is null ? null : new StartRow(request.Key, request.BodyHash, id, now));
    }
}
