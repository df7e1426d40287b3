using System.Text.Json;
using FlowForge.Local.Tests.Storage;
using Microsoft.Extensions.Time.Testing;

namespace FlowForge.Local.Tests.Hosting;

/// <summary>Schedules on the whole local host, by a clock that the test moves.</summary>
public sealed class ScheduleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(new(2026, 3, 27, 12, 0, 0, TimeSpan.Zero));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Host_ThroughTheChangeOfClocks_StartsEachNight()
    {
        await using var host = await HostLife.BeginAsync(_folder.Path, _clock);
        await host.PublishAsync(Nightly("""{ "cron": "30 2 * * *", "timezone": "Europe/Berlin" }"""));
        for (var hour = 0; hour < 72; hour++)
        {
            _clock.Advance(TimeSpan.FromMinutes(30));
            await host.RunsAsync(0);
            _clock.Advance(TimeSpan.FromMinutes(30));
        }

        var runs = await host.RunsAsync(3);

        // Half past two does not exist on 29 March; the clocks go from 2:00 to 3:00, which is 1:00 UTC.
        Assert.Equal(["2026-03-28T01:30:00.000Z", "2026-03-29T01:00:00.000Z", "2026-03-30T00:30:00.000Z"], runs.Select(run => Occurrence(run)));
        var last = (await host.CallAsync("GET", "/api/workflows/nightly/schedule")).GetProperty("schedules")[0].GetProperty("last");
        Assert.Equal(runs[^1].GetProperty("id").GetString(), last.GetProperty("runId").GetString());
    }

    [Theory]
    [InlineData("skip", 0)]
    [InlineData("once", 1)]
    [InlineData("all", 48)]
    public async Task Host_DownForTwoDays_MakesUpAsTold(string missed, int count)
    {
        await using (var host = await HostLife.BeginAsync(_folder.Path, _clock))
        {
            await host.PublishAsync(Nightly($$"""{ "cron": "30 * * * *", "missed": "{{missed}}" }"""));
        }

        _clock.Advance(TimeSpan.FromDays(2));
        await using (var host = await HostLife.BeginAsync(_folder.Path, _clock))
        {
            var runs = await host.RunsAsync(count);
            Assert.Equal(count, runs.Count);
            _clock.Advance(TimeSpan.FromMinutes(30));
            runs = await host.RunsAsync(count + 1);
            Assert.Equal(
                Enumerable.Range(0, count + 1).Select(n => $"2026-03-{29 - ((n + 11) / 24):D2}T{(36 - (n % 24)) % 24:D2}:30:00.000Z").Order(),
                runs.Select(Occurrence).Order());
        }

        await using var again = await HostLife.BeginAsync(_folder.Path, _clock);
        Assert.Equal(count + 1, (await again.RunsAsync(count + 1)).Count);
    }

    [Fact]
    public async Task Host_Deactivated_StartsNothingMore()
    {
        await using var host = await HostLife.BeginAsync(_folder.Path, _clock);
        await host.PublishAsync(Nightly("""{ "every": "10s" }"""));
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Single(await host.RunsAsync(1));
        await host.CallAsync("POST", "/api/workflows/nightly/deactivate");
        _clock.Advance(TimeSpan.FromSeconds(30));
        await host.CallAsync("POST", "/api/workflows/nightly/activate");
        _clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(["2026-03-27T12:00:10.000Z", "2026-03-27T12:00:50.000Z"], (await host.RunsAsync(2)).Select(Occurrence));
    }

    private static string Nightly(string parameters) => $$"""
        {
          "flowforge": 1, "id": "nightly", "name": "Nightly",
          "graph": { "nodes": [ { "id": "t", "kind": "trigger.schedule", "parameters": {{parameters}} } ], "edges": [] }
        }
        """;

    private static string? Occurrence(JsonElement run)
    {
        Assert.True(run.TryGetProperty("output", out var output), run.ToString());
        return output[0].GetProperty("json").GetProperty("occurrence").GetString();
    }
}
