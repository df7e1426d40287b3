using Cronos;
using FlowForge.Core.Failures;
using FlowForge.Core.Scheduling;

namespace FlowForge.Nodes.TriggerSchedule;

/// <summary>
/// A cron expression of 5 fields, or 6 with seconds first, on the clocks of a time zone. Where clocks are set ahead, a time that does not exist fires at
/// the next that does; where they are set back, a fixed time fires once, an interval (<c>*</c>, a range, a step) all through.
/// When day of month and day of week are both restricted, either may match, as in crontab.
/// </summary>
internal sealed class CronRecurrence : IRecurrence
{
    private const int Fields = 5;
    private const string Preamble = "The given cron expression has an invalid format. ";
    private readonly CronExpression[] _expressions;
    private readonly TimeZoneInfo _zone;

    private CronRecurrence(CronExpression[] expressions, TimeZoneInfo zone) => (_expressions, _zone) = (expressions, zone);

    /// <summary>Reads an expression; the failure is <c>schedule.cron</c>.</summary>
    public static Outcome<CronRecurrence> Read(string expression, TimeZoneInfo zone)
    {
        var fields = expression.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        var isMacro = fields is [['@', ..]];
        if (!isMacro && fields.Length is not (Fields or Fields + 1))
        {
            return Refused($"it has {fields.Length} fields; a cron expression has 5, or 6 with seconds first");
        }

        try
        {
            var format = fields.Length == Fields + 1 ? CronFormat.IncludeSeconds : CronFormat.Standard;
            var read = new CronRecurrence([.. Either(fields).Select(text => CronExpression.Parse(text, format))], zone);
            return read.Next(DateTimeOffset.UnixEpoch) is null ? Refused("no such date ever comes") : read;
        }
        catch (CronFormatException wrong)
        {
            return Refused(wrong.Message.Replace(Preamble, "", StringComparison.Ordinal).TrimEnd('.'));
        }
        catch (MissingSeedException)
        {
            return Refused("H, a time that is chosen for you, is not supported");
        }
    }

    /// <inheritdoc/>
    public DateTimeOffset? Next(DateTimeOffset after)
    {
        // Cronos counts whole seconds and would round a fraction up past an occurrence.
        var from = new DateTime(after.UtcTicks - (after.UtcTicks % TimeSpan.TicksPerSecond), DateTimeKind.Utc);
        return _expressions.Min(expression => Utc(expression.GetNextOccurrence(from, _zone)));
    }

    /// <summary>The expression; or two, one a restricted day.</summary>
    private static IEnumerable<string> Either(string[] fields)
    {
        if (fields is not [.., var dayOfMonth, var month, var dayOfWeek] || !IsRestricted(dayOfMonth) || !IsRestricted(dayOfWeek))
        {
            return [string.Join(' ', fields)];
        }

        var time = string.Join(' ', fields[..^3]);
        return [$"{time} {dayOfMonth} {month} *", $"{time} * {month} {dayOfWeek}"];
    }

    private static bool IsRestricted(string day) => day[0] is not ('*' or '?');

    private static DateTimeOffset? Utc(DateTime? occurrence) => occurrence is { } at ? new(at, TimeSpan.Zero) : null;

    private static Failure Refused(string why) => Failure.Of("schedule.cron", $"The cron expression is not valid: {why}.");
}
