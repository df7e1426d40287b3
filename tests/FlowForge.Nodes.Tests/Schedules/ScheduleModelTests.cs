using FlowForge.Core.Ports;
using FlowForge.Core.Scheduling;
using FlowForge.Core.Validation;
using Xunit.Abstractions;

namespace FlowForge.Nodes.Tests.Schedules;

/// <summary>Random schedules through years of clock jumps, restarts, crashes and changes of clocks, beside a model that looks at every minute.</summary>
public sealed class ScheduleModelTests(ITestOutputHelper output)
{
    private static readonly DateTimeOffset Begin = new(2026, 1, 31, 22, 10, 5, TimeSpan.Zero);

    [Fact]
    public async Task Scheduler_YearsOfTrouble_StartsWhatTheModelStarts()
    {
        var seed = Seeds.First();
        output.WriteLine($"seeds from {seed} on");
        for (var i = 0; i < 25; i++, seed++)
        {
            var random = new Random(seed);
            var drawn = DrawnSchedule.Draw(random);
            output.WriteLine($"seed {seed}: {drawn.Parameters}");
            await LiveAsync($"seed {seed}, {drawn.Parameters}", random, drawn);
        }
    }

    [Theory]
    [InlineData(MissedRuns.All)]
    [InlineData(MissedRuns.Once)]
    [InlineData(MissedRuns.Skip)]
    public async Task Scheduler_AlwaysThere_StartsEachOccurrenceOfAYear(MissedRuns missed)
    {
        var seed = Seeds.First();
        var random = new Random(seed);
        var drawn = DrawnSchedule.Draw(random) with { Missed = missed };
        var name = $"seed {seed}, {drawn.Parameters}";
        output.WriteLine(name);
        var bench = new ScheduleBench(new(Begin), drawn.Parameters);
        await using var _ = bench;
        await bench.PublishAsync();
        while (bench.Next < Begin.AddYears(1) && bench.Schedules.Writes < 5_000)
        {
            bench.Clock.Now = bench.Next.Value.AddMilliseconds(random.Next(1_000));   // later than the next second, and of two occurrences only the newest would be on time
            await bench.TickAsync();
        }

        var all = drawn.Between(Begin, bench.Clock.Now).ToList();
        Assert.True(all.SequenceEqual(await bench.StartedAsync()), name);
    }

    private async Task LiveAsync(string name, Random random, DrawnSchedule drawn)
    {
        await using var bench = new ScheduleBench(new(Begin), drawn.Parameters);
        var model = new NaiveSchedule(drawn.Missed, drawn.Between) { Position = Begin };
        await bench.PublishAsync();
        for (var step = 0; step < 250; step++)
        {
            await StepAsync(random, bench, model);
        }

        var started = await bench.StartedAsync();
        output.WriteLine($"  {started.Count} starts up to {bench.Clock.Now:u}");
        Assert.Equal(started.Count, started.Distinct().Count());
        Assert.True(model.Started.SequenceEqual(started), $"{name}: {string.Join(", ", model.Started.Except(started).Take(3))} but {string.Join(", ", started.Except(model.Started).Take(3))}");
    }

    private static async Task StepAsync(Random random, ScheduleBench bench, NaiveSchedule model)
    {
        var clock = bench.Clock;
        switch (random.Next(20))
        {
            case < 8:
                clock.Now = Later(clock.Now, bench.Next is { } next && next - clock.Now < TimeSpan.FromDays(40) ? next : clock.Now.AddDays(3));
                break;
            case < 11:
                clock.Now += TimeSpan.FromSeconds(random.Next(90));
                break;
            case < 14:
                clock.Now += TimeSpan.FromHours(random.Next(20 * 24));
                await bench.RestartAsync();
                break;
            case 14:
                clock.Now += TimeSpan.FromHours(random.Next(60 * 24));
                break;
            case 15:
                clock.Now -= TimeSpan.FromMinutes(random.Next(3 * 24 * 60));
                break;
            case 16:
                clock.Now -= TimeSpan.FromSeconds(random.Next(5));
                break;
            case 17:
                await DieAsync(random, bench, model);
                return;
            case 18:
                await bench.PublishAsync();
                break;
            default:
                await bench.WithdrawAsync();
                clock.Now += TimeSpan.FromHours(random.Next(48));
                await bench.TickAsync();
                await bench.PublishAsync();
                model.Position = clock.Now;
                break;
        }

        await bench.TickAsync();
        model.Look(clock.Now);
    }

    /// <summary>The host dies between the starts and the note that they were made.</summary>
    private static async Task DieAsync(Random random, ScheduleBench bench, NaiveSchedule model)
    {
        bench.Clock.Now += TimeSpan.FromMinutes(random.Next(3 * 24 * 60));
        var (noted, writes) = (model.Position, bench.Schedules.Writes);
        bench.Schedules.IsBroken = true;
        var died = await Record.ExceptionAsync(() => bench.TickAsync());
        bench.Schedules.IsBroken = false;
        model.Look(bench.Clock.Now);
        Assert.Equal((noted != model.Position, noted != model.Position), (died is StoreFault, bench.Schedules.Writes > writes));
        model.Position = noted;
        await bench.RestartAsync();
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private sealed record DrawnSchedule(NaiveCron? Cron, int Seconds, string Zone, MissedRuns Missed)
    {
        public string Parameters => Cron is null
            ? $$"""{ "every": {{Seconds}}, "missed": "{{Missed.ToString().ToLowerInvariant()}}" }"""
            : $$"""{ "cron": "{{Cron.Text}}", "timezone": "{{Zone}}", "missed": "{{Missed.ToString().ToLowerInvariant()}}" }""";

        public static DrawnSchedule Draw(Random random)
        {
            var missed = (MissedRuns)random.Next(3);

            // Of a dense one a month of all its occurrences would be too many for a test.
            var least = missed == MissedRuns.All ? 4 * 3_600 : 10;
            var cron = random.Next(4) == 0 ? null : NaiveCron.Draw(random);
            if (missed == MissedRuns.All && cron is not null)
            {
                cron = cron with { Second = null, Minute = NaiveField.One(random.Next(60)), Hour = NaiveField.One(random.Next(5)) };
            }

            return new(cron, random.Next(least, 200_000), CronRecurrenceTests.Zones[random.Next(CronRecurrenceTests.Zones.Length)], missed);
        }

        public IEnumerable<DateTimeOffset> Between(DateTimeOffset after, DateTimeOffset upTo) =>
            Cron?.Between(TimeZones.Find(Zone)!, after, upTo) ?? EveryBetween(after, upTo);

        private IEnumerable<DateTimeOffset> EveryBetween(DateTimeOffset after, DateTimeOffset upTo)
        {
            for (var seconds = after.ToUnixTimeSeconds() / Seconds * Seconds; seconds <= upTo.ToUnixTimeSeconds(); seconds += Seconds)
            {
                if (DateTimeOffset.FromUnixTimeSeconds(seconds) is var at && at > after)
                {
                    yield return at;
                }
            }
        }
    }
}
