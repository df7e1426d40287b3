using System.Globalization;
using FlowForge.Core;
using FlowForge.Core.Ports;

namespace FlowForge.Nodes.Tests.Schedules;

public sealed class SchedulerTests
{
    private const string Nightly = """{ "cron": "30 2 * * *", "missed": "once" }""";
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Tick_ActivatedJustNow_MakesNothingUpForBefore()
    {
        await using var bench = new ScheduleBench(new(Noon), Nightly);
        await bench.PublishAsync();

        Assert.Equal(0, await bench.TickAsync());
        Assert.Equal(Moment("2026-03-02T02:30:00Z"), bench.Next);
    }

    [Fact]
    public async Task Tick_AnOccurrence_GivesTheItemOfItsMoment()
    {
        await using var bench = new ScheduleBench(new(Noon), Nightly, "America/New_York");
        await bench.PublishAsync();
        bench.Clock.Now = Moment("2026-03-02T07:30:00.123Z");

        Assert.Equal(1, await bench.TickAsync());

        Assert.Equal(
            """{"timestamp":"2026-03-02T02:30:00.123-05:00","Readable date":"March 2nd 2026, 2:30:00 am","Readable time":"2:30:00 am","Day of week":"Monday","Year":"2026","Month":"March","Day of month":"02","Hour":"02","Minute":"30","Second":"00","Timezone":"America/New_York (UTC-05:00)","occurrence":"2026-03-02T07:30:00.000Z"}""",
            Assert.Single(await bench.ItemsAsync()).GetRawText());
        var row = await bench.RowAsync();
        Assert.Equal((Moment("2026-03-02T07:30:00Z"), 1.ToString("D26"), null), (row!.Last!.At, row.Last.RunId, row.Last.Failure));
    }

    /// <summary>Found by the simulation: the row stayed behind until the next occurrence, which may be years away, and the keys of starts are not kept that long.</summary>
    [Fact]
    public async Task Tick_RowCouldNotBeWritten_IsWrittenByTheNextLook()
    {
        await using var bench = new ScheduleBench(new(Noon), Nightly);
        await bench.PublishAsync();
        bench.Clock.Now = Moment("2026-03-02T02:30:00Z");
        bench.Schedules.IsBroken = true;
        await Assert.ThrowsAsync<StoreFault>(() => bench.TickAsync());
        bench.Schedules.IsBroken = false;

        Assert.Equal(0, await bench.TickAsync());

        Assert.Equal(bench.Clock.Now, Assert.Single(await bench.Schedules.ReadAsync(default)).Through);
        Assert.Single(await bench.StartedAsync());
    }

    [Fact]
    public async Task Tick_TakenBackBehindTheSchedulersBack_StartsNothing()
    {
        await using var bench = new ScheduleBench(new(Noon), Nightly);
        await bench.PublishAsync();
        await bench.WithdrawAsync(isToldSo: false);
        bench.Clock.Now = Noon.AddDays(1);

        Assert.Equal(0, await bench.TickAsync());
        Assert.Empty(await bench.StartedAsync());
    }

    [Fact]
    public async Task Publish_OtherOccurrences_BeginAtThePresentMoment()
    {
        await using var bench = new ScheduleBench(new(Noon), """{ "every": "1h", "missed": "all" }""");
        await bench.PublishAsync();
        bench.Clock.Now = Noon.AddHours(10).AddMinutes(1);
        await bench.PublishAsync("""{ "every": "30m", "missed": "all" }""");

        Assert.Equal(0, await bench.TickAsync());
        Assert.Equal(Noon.AddHours(10.5), bench.Next);
    }

    [Fact]
    public async Task Publish_SameOccurrencesInANewVersion_GoOnWhereTheyWere()
    {
        await using var bench = new ScheduleBench(new(Noon), """{ "every": "1h", "missed": "skip" }""");
        await bench.PublishAsync();
        bench.Clock.Now = Noon.AddHours(3).AddMinutes(5);
        await bench.PublishAsync("""{ "every": 3600, "missed": "all" }""");

        Assert.Equal(3, await bench.TickAsync());
        Assert.Equal([Noon.AddHours(1), Noon.AddHours(2), Noon.AddHours(3)], await bench.StartedAsync());
    }

    [Fact]
    public async Task Tick_MoreMissedThanTheLimit_StartsTheNewestAndSaysSo()
    {
        await using var bench = new ScheduleBench(new(Noon), """{ "every": "10s", "missed": "all" }""");
        await bench.PublishAsync();
        bench.Clock.Now = Noon.AddDays(1_000);

        Assert.Equal(Limits.MissedRuns, await bench.TickAsync());

        var started = await bench.StartedAsync();
        Assert.Equal(Enumerable.Range(0, Limits.MissedRuns).Select(n => bench.Clock.Now.AddSeconds(-10 * n)).Reverse(), started);
        Assert.Contains("missed more than 1000 occurrences", Assert.Single(bench.Troubles), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tick_Ahead_StartsWhatIsToCome_AndEachOnce()
    {
        await using var bench = new ScheduleBench(new(Noon), """{ "every": "30s" }""");
        await bench.PublishAsync();
        var ahead = TimeSpan.FromMinutes(2);

        // A host that looks once a minute for two minutes ahead, and whose clock is set back for one look.
        foreach (var minute in new[] { 0, 1, -30, 2, 3 })
        {
            bench.Clock.Now = Noon.AddMinutes(minute);
            await bench.TickAsync(ahead);
        }

        var started = (await bench.StartedAsync()).Where(at => at > Noon).ToList();
        Assert.Equal(Enumerable.Range(1, 10).Select(n => Noon.AddSeconds(30 * n)), started.Order());
        Assert.Equal(started.Count, started.Distinct().Count());
    }

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
