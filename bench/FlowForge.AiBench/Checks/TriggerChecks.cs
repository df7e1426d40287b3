using FlowForge.AiBench.Runs;
using FlowForge.AiBench.Sets;
using FlowForge.Core.Model;
using FlowForge.Core.Ports;

namespace FlowForge.AiBench.Checks;

/// <summary>Whether a workflow starts when it is to.</summary>
internal static class TriggerChecks
{
    public static IEnumerable<FailedCheck> Of(WantedTrigger? wanted, Workflow workflow)
    {
        if (wanted is null)
        {
            yield break;
        }

        var found = workflow.Nodes.Where(node => node.Kind == wanted.Kind && !node.Disabled).ToList();
        if (found.Count == 0)
        {
            yield return new("trigger", $"there is no {wanted.Kind}");
        }
        else if (found.Select(node => Wrong(wanted, node, workflow.Config.Timezone ?? "UTC")).ToList() is var wrong && wrong.All(static one => one is not null))
        {
            yield return new("trigger", wrong[0]!);
        }
    }

    private static string? Wrong(WantedTrigger wanted, Node node, string timezone)
    {
        if (Likeness.Differs(wanted.Parameters, node.Parameters) is { } differs)
        {
            return differs;
        }

        if (wanted.After is not { } moment)
        {
            return null;
        }

        var schedule = ((IScheduleKind)ScenarioRun.Kinds.Find(node.Kind)!).Schedule(node, timezone);
        if (schedule.IsFailure)
        {
            return schedule.Failure.Message;
        }

        foreach (var fires in wanted.Fires)
        {
            var next = schedule.Value.Recurrence.Next(moment);
            if (next != fires)
            {
                return $"after {moment:u} it fires at {next:u}, not at {fires:u}";
            }

            moment = fires;
        }

        return null;
    }
}
