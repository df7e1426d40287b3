using System.Text.Json;
using FlowForge.Api.Tests.Support;

namespace FlowForge.Api.Tests.Workflows;

public sealed class ScheduleTests : IAsyncLifetime
{
    private ApiHost host = null!;

    public async Task InitializeAsync() => host = await ApiHost.StartAsync();

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task Schedule_Saved_ListsWhatWillComeBeforeItIsActive()
    {
        await host.PostAsync("/api/workflows", Document("""{ "cron": "0 12 * * *", "missed": "once" }"""));

        var answer = await host.GetAsync("/api/workflows/nightly/schedule?count=3");

        Assert.True(answer.Status == 200, answer.Body);
        Assert.Equal(("nightly", 1, false), (answer["workflowId"], answer.Root.GetProperty("version").GetInt32(), answer.Root.GetProperty("active").GetBoolean()));
        var schedule = Assert.Single(answer.Root.GetProperty("schedules").EnumerateArray());
        Assert.Equal(("t", "0 12 * * *", "Asia/Tokyo", "once"), (Text(schedule, "node"), Text(schedule, "cron"), Text(schedule, "timezone"), Text(schedule, "missed")));
        Assert.False(schedule.TryGetProperty("last", out _));
        var next = schedule.GetProperty("next").EnumerateArray().Select(at => at.GetDateTimeOffset()).ToList();
        Assert.Equal(3, next.Count);
        Assert.All(next, at => Assert.Equal(new(3, 0, 0), at.UtcDateTime.TimeOfDay));
        Assert.Equal([next[0], next[0].AddDays(1), next[0].AddDays(2)], next);
        Assert.InRange(next[0], DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(1));
    }

    [Fact]
    public async Task Schedule_ActiveAndSavedAgain_IsThePublishedOne()
    {
        await host.PublishAsync(Document("""{ "every": "2h" }"""));
        var saved = await host.GetAsync("/api/workflows/nightly");
        var later = await host.SendAsync("PUT", "/api/workflows/nightly", Document("""{ "every": "3h" }"""), headers: ("If-Match", saved.ETag));
        Assert.True(later.Status == 200, later.Body);

        var answer = await host.GetAsync("/api/workflows/nightly/schedule");

        Assert.True(answer.Root.GetProperty("active").GetBoolean());
        var schedule = Assert.Single(answer.Root.GetProperty("schedules").EnumerateArray());
        Assert.Equal((7_200, 10), (schedule.GetProperty("everySeconds").GetInt32(), schedule.GetProperty("next").GetArrayLength()));
    }

    [Theory]
    [InlineData("/api/workflows/none/schedule", 404, "workflow.unknown")]
    [InlineData("/api/workflows/nightly/schedule?count=0", 400, "request.query")]
    [InlineData("/api/workflows/nightly/schedule?count=101", 400, "request.query")]
    public async Task Schedule_WrongQuestion_IsRefused(string path, int status, string code) => (await host.GetAsync(path)).AssertRefused(status, code);

    [Fact]
    public async Task Activate_ScheduleThatNeverComes_IsRefused()
    {
        var saved = await host.PostAsync("/api/workflows", Document("""{ "cron": "0 0 30 2 *" }"""));

        saved.AssertRefused(422, "workflow.invalid");
        Assert.Equal("schedule.cron", saved.Root.GetProperty("problems")[0].GetProperty("code").GetString());
        Assert.Equal("graph.nodes[0].parameters.cron", saved.Root.GetProperty("problems")[0].GetProperty("path").GetString());
    }

    private static string Document(string parameters) => $$"""
        {
          "flowforge": 1, "id": "nightly", "name": "Nightly", "config": { "timezone": "Asia/Tokyo" },
          "graph": { "nodes": [ { "id": "t", "kind": "trigger.schedule", "parameters": {{parameters}} } ], "edges": [] }
        }
        """;

    private static string? Text(JsonElement schedule, string name) => schedule.GetProperty(name).GetString();
}
