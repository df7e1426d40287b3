using System.Globalization;
using System.Text.Json.Nodes;
using FlowForge.Formats.N8n.Reading;

namespace FlowForge.Formats.N8n.Types;

/// <summary>Schedules: n8n's rules as one cron expression or one interval.</summary>
internal static class ScheduleTypes
{
    /// <summary><c>scheduleTrigger</c>.</summary>
    public static Carried? Schedule(Step step)
    {
        var rules = step.Given.List("rule.interval").ToList();
        return One(step, rules.Count == 0 ? [Rule(new(step.Node.Parameters), step)] : rules.Select(rule => Rule(rule, step)));
    }

    /// <summary><c>cron</c>, the schedule of old.</summary>
    public static Carried? Cron(Step step) => One(step, step.Given.List("triggerTimes.item").Select(Time));

    /// <summary><c>interval</c>.</summary>
    public static Carried? Interval(Step step) => One(step, [Every(step.Given.Number("interval") ?? 1, step.Given.Text("unit", "seconds"))]);

    private static Carried? One(Step step, IEnumerable<JsonObject?> times)
    {
        var all = times.ToList();
        if (all.Count == 0 || all[0] is not { } first)
        {
            step.Remark("The schedule holds something that no cron expression says.");
            return null;
        }

        if (all.Count > 1)
        {
            step.Remark($"The schedule has {all.Count} rules; a schedule here has one, and the first was taken. Add a trigger for each of the others.");
        }

        return new("trigger.schedule", first) { Inputs = [] };
    }

    private static JsonObject? Rule(Given rule, Step step)
    {
        var (minute, hour) = (Whole(rule, "triggerAtMinute", 0), Whole(rule, "triggerAtHour", 0));
        switch (rule.Text("field", "days"))
        {
            case "seconds":
                return Every(rule.Number("secondsInterval") ?? 30, "seconds");
            case "minutes":
                return Every(rule.Number("minutesInterval") ?? 5, "minutes");
            case "hours" when Whole(rule, "hoursInterval", 1) is { } hours && minute is not null:
                return CronOf($"{minute} {(hours == 1 ? "*" : $"*/{hours}")} * * *");
            case "days" when Whole(rule, "daysInterval", 1) is { } days && minute is not null && hour is not null:
                return CronOf($"{minute} {hour} {(days == 1 ? "*" : $"*/{days}")} * *");
            case "weeks" when minute is not null && hour is not null:
                if (Whole(rule, "weeksInterval", 1) is not 1)
                {
                    step.Remark("The schedule runs every few weeks; here it runs every week.");
                }

                return CronOf($"{minute} {hour} * * {Days(rule)}");
            case "months" when Whole(rule, "monthsInterval", 1) is { } months && minute is not null && hour is not null:
                return CronOf($"{minute} {hour} {Whole(rule, "triggerAtDayOfMonth", 1)} {(months == 1 ? "*" : $"*/{months}")} *");
            case "cronExpression":
                return rule.Text("expression") is { Length: > 0 } cron && !cron.StartsWith('=') ? CronOf(cron.Trim()) : null;
            default:
                return null;
        }
    }

    private static JsonObject? Time(Given time) => time.Text("mode", "everyDay") switch
    {
        "everyMinute" => CronOf("* * * * *"),
        "everyHour" => CronOf($"{Whole(time, "minute", 0)} * * * *"),
        "everyDay" => CronOf($"{Whole(time, "minute", 0)} {Whole(time, "hour", 14)} * * *"),
        "everyWeek" => CronOf($"{Whole(time, "minute", 0)} {Whole(time, "hour", 14)} * * {time.Text("weekday", "1")}"),
        "everyMonth" => CronOf($"{Whole(time, "minute", 0)} {Whole(time, "hour", 14)} {Whole(time, "dayOfMonth", 1)} * *"),
        "everyX" => Every(time.Number("value") ?? 2, time.Text("unit", "hours")),
        "custom" => time.Text("cronExpression") is { Length: > 0 } cron && !cron.StartsWith('=') ? CronOf(cron.Trim()) : null,
        _ => null,
    };

    private static JsonObject? Every(double count, string unit) => unit switch
    {
        _ when count < 1 || count != Math.Floor(count) => null,
        "seconds" => new() { ["every"] = $"{count.ToString(CultureInfo.InvariantCulture)}s" },
        "minutes" => new() { ["every"] = $"{count.ToString(CultureInfo.InvariantCulture)}m" },
        "hours" => new() { ["every"] = $"{count.ToString(CultureInfo.InvariantCulture)}h" },
        _ => null,
    };

    private static JsonObject CronOf(string cron) => new() { ["cron"] = cron };

    private static string Days(Given rule) =>
        rule.Any("triggerAtDay") is { ValueKind: System.Text.Json.JsonValueKind.Array } days && days.GetArrayLength() > 0
            ? string.Join(',', days.EnumerateArray().Select(day => day.ToString()))
            : "0";

    private static int? Whole(Given rule, string path, int standard) =>
        !rule.Has(path) ? standard : rule.Number(path) is { } number && number == Math.Floor(number) && Math.Abs(number) < 10_000 ? (int)number : null;
}
