using System.Collections.Frozen;
using System.Text.Json;
using FlowForge.Core.Failures;
using FlowForge.Core.Ports;
using FlowForge.Core.Scheduling;
using FlowForge.Core.Validation;
using FlowForge.Nodes.Parameters;

namespace FlowForge.Nodes.TriggerSchedule;

/// <summary>Reads the parameters of <c>trigger.schedule</c>.</summary>
internal static class TriggerScheduleParameters
{
    private static readonly FrozenDictionary<string, MissedRuns> Missed = new Dictionary<string, MissedRuns>
    {
        ["skip"] = MissedRuns.Skip,
        ["once"] = MissedRuns.Once,
        ["all"] = MissedRuns.All,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, OverlapRule> Overlap = new Dictionary<string, OverlapRule>
    {
        ["allow"] = OverlapRule.Allow,
        ["skip"] = OverlapRule.Skip,
        ["queue"] = OverlapRule.Queue,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The schedule. Failures: <c>schedule.when</c>, <c>schedule.cron</c>, <c>schedule.every</c>, <c>schedule.timezone</c>, <c>node.parameter</c>.</summary>
    /// <param name="parameters">The node's.</param>
    /// <param name="otherwise">Zone of a node that names none.</param>
    public static Outcome<Schedule> Read(JsonElement parameters, string otherwise)
    {
        var reader = new ParameterReader(parameters);
        var (cron, every) = (reader.Text("cron"), reader.Value("every"));
        var timezone = reader.Text("timezone") ?? otherwise;
        var missed = reader.Choice("missed", Missed, MissedRuns.Skip);
        var overlap = reader.Choice("overlap", Overlap, OverlapRule.Allow);
        if (reader.Failure is { } wrong)
        {
            return wrong;
        }

        if ((cron is null) == ParameterReader.IsAbsent(every))
        {
            return Failure.Of("schedule.when", "A schedule needs either 'cron' or 'every'.");
        }

        if (TimeZones.Find(timezone) is not { } zone)
        {
            return Failure.Of("schedule.timezone", $"\"{timezone}\" {TimeZones.Unknown}");
        }

        var read = cron is null
            ? OfInterval(EveryRecurrence.Read(every), timezone)
            : OfCron(CronRecurrence.Read(cron, zone), cron, timezone);
        return read.IsFailure ? read : read.Value with { Missed = missed, Overlap = overlap };
    }

    /// <summary>Problems: the codes of <see cref="Read"/>.</summary>
    public static IEnumerable<ParameterProblem> Check(JsonElement parameters) =>
        Read(parameters, "UTC") is { IsFailure: true, Failure: var failure } ? [new(failure.Code, Place(failure.Code), failure.Message)] : [];

    private static Outcome<Schedule> OfInterval(Outcome<EveryRecurrence> every, string timezone) => every.IsFailure
        ? every.Failure
        : new Schedule { Recurrence = every.Value, Every = every.Value.Every, Timezone = timezone };

    private static Outcome<Schedule> OfCron(Outcome<CronRecurrence> recurrence, string cron, string timezone) => recurrence.IsFailure
        ? recurrence.Failure
        : new Schedule { Recurrence = recurrence.Value, Cron = cron, Timezone = timezone };

    private static string Place(string code) => code switch
    {
        "schedule.cron" => "cron",
        "schedule.every" => "every",
        "schedule.timezone" => "timezone",
        _ => "",
    };
}
