using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using FlowForge.Core;
using FlowForge.Core.Failures;
using FlowForge.Core.Scheduling;

namespace FlowForge.Nodes.TriggerSchedule;

/// <summary>
/// One moment every so often, counted from 1970-01-01T00:00Z, so that it is the same on every host and after every restart:
/// <c>5m</c> fires at :00, :05, :10 …
/// </summary>
internal sealed partial class EveryRecurrence(TimeSpan every) : IRecurrence
{
    /// <summary>The interval.</summary>
    public TimeSpan Every => every;

    /// <summary>Reads <c>30s</c>, <c>5m</c>, <c>2h</c>, <c>1d</c>, or whole seconds as a number; the failure is <c>schedule.every</c>.</summary>
    public static Outcome<EveryRecurrence> Read(JsonElement value)
    {
        if (Seconds(value) is not { } seconds)
        {
            return Failure.Of("schedule.every", "The interval is written as 30s, 5m, 2h or 1d, or as whole seconds.");
        }

        return seconds is < Limits.ScheduleSeconds or > Limits.ScheduleDays * 86_400
            ? Failure.Of("schedule.every", $"The interval is {Limits.ScheduleSeconds} s to {Limits.ScheduleDays} days.")
            : new EveryRecurrence(TimeSpan.FromSeconds(seconds));
    }

    /// <inheritdoc/>
    public DateTimeOffset? Next(DateTimeOffset after)
    {
        var since = (after - DateTimeOffset.UnixEpoch).Ticks;
        var into = since % every.Ticks;
        return after.ToUniversalTime().AddTicks(every.Ticks - (into < 0 ? into + every.Ticks : into));
    }

    private static double? Seconds(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Number)
        {
            return value.GetDouble() is var seconds && seconds == Math.Floor(seconds) ? seconds : null;
        }

        if (value.ValueKind != JsonValueKind.String || Written().Match(value.GetString()!) is not { Success: true } written)
        {
            return null;
        }

        return double.Parse(written.Groups[1].ValueSpan, CultureInfo.InvariantCulture) * written.Groups[2].Value switch
        {
            "s" => 1,
            "m" => 60,
            "h" => 3_600,
            _ => 86_400,
        };
    }

    [GeneratedRegex(@"^([1-9][0-9]{0,8})([smhd])\z", RegexOptions.CultureInvariant)]
    private static partial Regex Written();
}
