using System.Text;
using FlowForge.Core.Tests.Serialization;
using FlowForge.Nodes.TriggerSchedule;

namespace FlowForge.Nodes.Tests.Schedules;

/// <summary>Anything at all as a cron expression: it is refused, or it has a next time that lies ahead, in every zone.</summary>
public sealed class CronFuzzTests
{
    private static readonly string[] Fields = ["*", "?", "0", "59", "*/5", "1-5", "5-1", "1,2,3", "L", "LW", "15W", "MON#2", "SUN", "JAN-MAR", "60", "-1", "1/0", "*/61", "H", "@", "0-59/7", "31", "2", "7L", "L-3"];
    private static readonly string[] Whole = ["@every_minute", "@yearly", "@daily", "0 0 30 2 *", "0 0 29 2 *", "59 23 31 12 6", "* * * * *", "0 0 1 1 1", "*/1 * * * * *"];
    private static readonly TimeZoneInfo[] Zones = [TimeZoneInfo.Utc, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"), TimeZoneInfo.FindSystemTimeZoneById("Australia/Lord_Howe"), TimeZoneInfo.FindSystemTimeZoneById("Pacific/Apia")];

    [Fact]
    public void Read_Anything_IsRefusedOrGoesForward() => RandomRounds.Run(4_000, Draw, static text =>
    {
        var expression = Encoding.UTF8.GetString(text);
        foreach (var zone in Zones)
        {
            var read = CronRecurrence.Read(expression, zone);
            if (read.IsFailure)
            {
                Assert.Equal("schedule.cron", read.Failure.Code);
                continue;
            }

            var at = new DateTimeOffset(2026, 3, 28, 23, 30, 0, TimeSpan.Zero);
            for (var i = 0; i < 5 && read.Value.Next(at) is { } next; i++)
            {
                Assert.True(next > at, $"{next:O} after {at:O} in {zone.Id}");
                at = next;
            }

            // The end of all time has no next, and does not throw.
            read.Value.Next(DateTimeOffset.MaxValue.AddDays(-1));
        }
    });

    private static byte[] Draw(Random random)
    {
        var text = random.Next(3) == 0 ? Whole[random.Next(Whole.Length)] : string.Join(' ', Enumerable.Range(0, random.Next(4, 8)).Select(_ => Fields[random.Next(Fields.Length)]));
        return random.Next(3) == 0 ? RandomDamage.Bytes(random, Encoding.UTF8.GetBytes(text)) : Encoding.UTF8.GetBytes(text);
    }
}
