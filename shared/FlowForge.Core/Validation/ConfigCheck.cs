using FlowForge.Core.Model;
using FlowForge.Core.Serialization;

namespace FlowForge.Core.Validation;

/// <summary>Settings of the workflow: their ranges and what goes with what.</summary>
internal static class ConfigCheck
{
    public static void Run(Subject subject)
    {
        var (config, problems) = (subject.Workflow.Config, subject.Problems);
        if (config.Timezone is { } zone && !TimeZones.IsKnown(zone))
        {
            problems.Refuse(ProblemCodes.Timezone, "config.timezone", $"{Shown.Quoted(zone)} {TimeZones.Unknown}");
        }

        Require(config.TimeoutSeconds is null or (> 0 and <= Limits.TimeoutSeconds), "timeoutSeconds", $"The time-out is more than 0 seconds and at most {Limits.TimeoutSeconds}.");
        Require(config.RetentionDays is null or > 0, "retention.days", "Runs are kept for more than 0 days.");
        Require(config.ErrorWorkflow is null || Identifiers.IsValid(config.ErrorWorkflow), "errorWorkflow", $"The error workflow is named by its id; {Identifiers.Rule}.");
        if (config.Concurrency is { } rule)
        {
            Require(rule.Limit >= 1, "concurrency.limit", "The limit is 1 or more runs.");
            Require(rule.Key.Length > 0, "concurrency.key", "The key is a text or an expression, not empty.");
        }

        if (config is { Join: JoinRule.Each, Order: not RunOrder.Sequential })
        {
            problems.Refuse(ProblemCodes.JoinNeedsSequential, "config.join", "'join: each' goes with 'order: sequential' only.");
        }

        void Require(bool holds, string name, string message)
        {
            if (!holds)
            {
                problems.Refuse(ProblemCodes.Config, $"config.{name}", message);
            }
        }
    }
}
