using System.Text.Json;
using FlowForge.Core.Scheduling;
using FlowForge.Nodes.Tests.Bench;
using FlowForge.Nodes.Tests.Kinds;
using FlowForge.Nodes.TriggerSchedule;

namespace FlowForge.Nodes.Tests.Schedules;

public sealed class TriggerScheduleTests
{
    private const string Kind = "trigger.schedule";

    [Theory]
    [InlineData("""{ }""", "schedule.when", "")]
    [InlineData("""{ "cron": "* * * * *", "every": "5m" }""", "schedule.when", "")]
    [InlineData("""{ "cron": "61 * * * *" }""", "schedule.cron", "cron")]
    [InlineData("""{ "cron": "* * * * *", "timezone": "Mars/Olympus" }""", "schedule.timezone", "timezone")]
    [InlineData("""{ "cron": "* * * * *", "timezone": "../etc/passwd" }""", "schedule.timezone", "timezone")]
    [InlineData("""{ "every": "9s" }""", "schedule.every", "every")]
    [InlineData("""{ "every": 9 }""", "schedule.every", "every")]
    [InlineData("""{ "every": 10.5 }""", "schedule.every", "every")]
    [InlineData("""{ "every": "5 minutes" }""", "schedule.every", "every")]
    [InlineData("""{ "every": "367d" }""", "schedule.every", "every")]
    [InlineData("""{ "every": 1e300 }""", "schedule.every", "every")]
    [InlineData("""{ "every": "0x10s" }""", "schedule.every", "every")]
    public void Check_WrongParameters_SaysWhatIsWrong(string parameters, string code, string path)
    {
        var problem = Assert.Single(KindRuns.Kind(Kind).Check(KindRuns.Node(Kind, parameters)));

        Assert.Equal((code, path, false), (problem.Code, problem.Path, problem.IsWarning));
    }

    [Theory]
    [InlineData("\"10s\"", 10)]
    [InlineData("\"90s\"", 90)]
    [InlineData("\"5m\"", 300)]
    [InlineData("\"2h\"", 7_200)]
    [InlineData("\"1d\"", 86_400)]
    [InlineData("\"366d\"", 366 * 86_400)]
    [InlineData("10", 10)]
    [InlineData("3600", 3_600)]
    public void Every_AsWritten_IsSoManySeconds(string every, int seconds)
    {
        var schedule = Read($$"""{ "every": {{every}} }""");

        Assert.Equal(TimeSpan.FromSeconds(seconds), schedule.Every);
        Assert.Equal(DateTimeOffset.UnixEpoch.AddSeconds(seconds), schedule.Recurrence.Next(DateTimeOffset.UnixEpoch));
        Assert.Equal(DateTimeOffset.UnixEpoch, schedule.Recurrence.Next(DateTimeOffset.UnixEpoch.AddTicks(-1)));
        Assert.Equal(DateTimeOffset.UnixEpoch, schedule.Recurrence.Next(DateTimeOffset.UnixEpoch.AddSeconds(-seconds)));
    }

    [Theory]
    [InlineData("""{ "every": "60s" }""", """{ "every": "1m", "timezone": "Asia/Tokyo", "missed": "all" }""", true)]
    [InlineData("""{ "cron": "0 0 * * *" }""", """{ "cron": "0 0 * * *", "missed": "once" }""", true)]
    [InlineData("""{ "cron": "0 0 * * *" }""", """{ "cron": "0 0 * * *", "timezone": "Asia/Tokyo" }""", false)]
    [InlineData("""{ "cron": "0 0 * * *" }""", """{ "cron": "0 1 * * *" }""", false)]
    [InlineData("""{ "cron": "0 0 * * *" }""", """{ "every": "1d" }""", false)]
    public void Definition_OfTwoSchedules_IsTheSameForTheSameOccurrences(string one, string other, bool isSame) =>
        Assert.Equal(isSame, Read(one).Definition == Read(other).Definition);

    [Theory]
    [InlineData(1, "1st")]
    [InlineData(2, "2nd")]
    [InlineData(3, "3rd")]
    [InlineData(4, "4th")]
    [InlineData(11, "11th")]
    [InlineData(12, "12th")]
    [InlineData(13, "13th")]
    [InlineData(21, "21st")]
    [InlineData(22, "22nd")]
    [InlineData(23, "23rd")]
    [InlineData(30, "30th")]
    [InlineData(31, "31st")]
    public void Item_OfADay_NamesItsNumber(int day, string expected)
    {
        var at = new DateTimeOffset(2026, 1, day, 13, 0, 9, TimeSpan.Zero);

        var item = ScheduleItem.Of(Read("""{ "every": "1d" }"""), at, at);

        Assert.Equal($"January {expected} 2026, 1:00:09 pm", item.Json.GetProperty("Readable date").GetString());
    }

    [Theory]
    [InlineData("{}", """{"timestamp":"2026-03-01T13:00:00.000+01:00",""")]
    [InlineData("""{"mine":1}""", """{"mine":1}""")]
    public async Task Run_StartedByHand_GivesThisMomentUnlessItWasGivenSomething(string item, string expected)
    {
        var bench = new NodeBench(KindRuns.Kind(Kind), KindRuns.Node(Kind, """{ "every": "1d", "timezone": "Europe/Berlin" }""")).With("in", item);

        await bench.RunAsync();

        Assert.StartsWith(expected, Assert.Single(bench.Texts("out")), StringComparison.Ordinal);
    }

    private static Schedule Read(string parameters)
    {
        var schedule = TriggerScheduleParameters.Read(JsonElement.Parse(parameters), "UTC");
        Assert.False(schedule.IsFailure, schedule.Failure?.Message);
        return schedule.Value;
    }
}
