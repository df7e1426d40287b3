using System.Globalization;
using FlowForge.Core.Scheduling;
using FlowForge.Core.Validation;
using FlowForge.Nodes.TriggerSchedule;
using Xunit.Abstractions;

namespace FlowForge.Nodes.Tests.Schedules;

public sealed class CronRecurrenceTests(ITestOutputHelper output)
{
    public static readonly string[] Zones =
    [
        "UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Auckland", "America/St_Johns", "Asia/Kolkata", "Africa/Cairo",
    ];

    [Theory]
    [InlineData("0 9 * * *", "Europe/Berlin", "2026-03-28T12:00:00Z", "2026-03-29T07:00:00Z")]
    [InlineData("30 2 * * *", "Europe/Berlin", "2026-03-28T12:00:00Z", "2026-03-29T01:00:00Z")]
    [InlineData("30 2 * * *", "Europe/Berlin", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z")]
    [InlineData("30 2 * * *", "Europe/Berlin", "2026-10-24T12:00:00Z", "2026-10-25T00:30:00Z")]
    [InlineData("30 2 * * *", "Europe/Berlin", "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z")]
    [InlineData("*/30 * * * *", "Europe/Berlin", "2026-10-25T00:30:00Z", "2026-10-25T01:00:00Z")]
    [InlineData("*/30 * * * *", "Europe/Berlin", "2026-10-25T01:00:00Z", "2026-10-25T01:30:00Z")]
    [InlineData("15 30 4 * * *", "UTC", "2026-01-01T00:00:00Z", "2026-01-01T04:30:15Z")]
    [InlineData("0 0 13 * 5", "UTC", "2026-02-10T00:00:00Z", "2026-02-13T00:00:00Z")]
    [InlineData("0 0 13 * 5", "UTC", "2026-02-13T00:00:00Z", "2026-02-20T00:00:00Z")]
    [InlineData("0 0 29 2 *", "UTC", "2026-01-01T00:00:00Z", "2028-02-29T00:00:00Z")]
    [InlineData("0 0 L * *", "UTC", "2026-02-10T00:00:00Z", "2026-02-28T00:00:00Z")]
    [InlineData("@daily", "Asia/Kolkata", "2026-01-01T00:00:00Z", "2026-01-01T18:30:00Z")]
    public void Next_OfAnExpression_IsOnTheClocksOfItsZone(string cron, string zone, string after, string expected)
    {
        var next = Read(cron, zone).Next(Moment(after));

        Assert.Equal(Moment(expected), next);
        Assert.Equal(TimeSpan.Zero, next!.Value.Offset);
    }

    [Theory]
    [InlineData("2026-01-01T03:59:59.9995Z", "2026-01-01T04:00:00Z", "2025-12-31T04:00:00Z")]
    [InlineData("2026-01-01T04:00:00Z", "2026-01-02T04:00:00Z", "2026-01-01T04:00:00Z")]
    [InlineData("2026-01-01T04:00:00.0005Z", "2026-01-02T04:00:00Z", "2026-01-01T04:00:00Z")]
    public void NextAndLast_BesideAnOccurrence_SeeFractionsOfASecond(string at, string next, string last)
    {
        var recurrence = Read("0 4 * * *", "UTC");

        Assert.Equal(Moment(next), recurrence.Next(Moment(at)));
        Assert.Equal(Moment(last), recurrence.Last(Moment("2020-01-01T00:00:00Z"), Moment(at)));
    }

    [Theory]
    [InlineData("60 * * * *")]
    [InlineData("* * * *")]
    [InlineData("* * * * * * *")]
    [InlineData("0 0 30 2 *")]
    [InlineData("H * * * *")]
    [InlineData("@sometimes")]
    [InlineData("every day")]
    [InlineData("0 0 * * FUNDAY")]
    [InlineData("")]
    public void Read_Nonsense_SaysWhy(string cron)
    {
        var failure = CronRecurrence.Read(cron, TimeZoneInfo.Utc).Failure!;

        output.WriteLine(failure.Message);
        Assert.Equal("schedule.cron", failure.Code);
        Assert.StartsWith("The cron expression is not valid: ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Occurrences_OfRandomExpressions_AreThoseOfEveryMinuteLookedAt()
    {
        var seed = Seeds.First(output);
        for (var i = 0; i < 60; i++, seed++)
        {
            var random = new Random(seed);
            var cron = NaiveCron.Draw(random);
            var zone = Zones[random.Next(Zones.Length)];
            var from = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(random.Next(1_000)).AddSeconds(random.Next(86_400));
            AssertSame($"seed {seed}: {cron.Text} in {zone}", cron, zone, from, from.AddDays(200));
        }
    }

    private static void AssertSame(string name, NaiveCron cron, string zone, DateTimeOffset from, DateTimeOffset to)
    {
        var recurrence = Read(cron.Text, zone);
        var expected = cron.Between(TimeZones.Find(zone)!, from, to).Take(20_000).ToList();
        var end = expected.Count == 20_000 ? expected[^1] : to;
        var forward = new List<DateTimeOffset>();
        for (var next = recurrence.Next(from); next <= end; next = recurrence.Next(next.Value))
        {
            forward.Add(next.Value);
        }

        Assert.True(expected.SequenceEqual(forward), $"{name}: {Difference(expected, forward)}");
        for (var i = 0; i < 200; i++)
        {
            var at = from + ((end - from) * i / 200);
            var index = expected.FindLastIndex(occurrence => occurrence <= at);
            Assert.Equal(index < 0 ? (DateTimeOffset?)null : expected[index], recurrence.Last(from, at));
            Assert.Equal(expected.Count == index + 1 ? (DateTimeOffset?)null : expected[index + 1], recurrence.Next(at) is { } next && next <= end ? next : null);
        }
    }

    private static string Difference(List<DateTimeOffset> expected, List<DateTimeOffset> found) =>
        $"{expected.Count} and {found.Count}; without {string.Join(", ", expected.Except(found).Take(3))}; but with {string.Join(", ", found.Except(expected).Take(3))}";

    private static CronRecurrence Read(string cron, string zone)
    {
        var read = CronRecurrence.Read(cron, TimeZones.Find(zone)!);
        Assert.False(read.IsFailure, $"{cron}: {read.Failure?.Message}");
        return read.Value;
    }

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
