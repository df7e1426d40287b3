using System.Text;
using System.Text.Json;
using FlowForge.Local.Client;
using FlowForge.Local.Hosting;
using FlowForge.Local.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace FlowForge.Local.Tests.Hosting;

/// <summary>One life of the local host on a data folder: the whole of it but the socket, by a clock of the test's.</summary>
internal sealed class HostLife : IAsyncDisposable
{
    private readonly KindSet _kinds;
    private readonly EmbeddedClient _client;

    private readonly FakeTimeProvider _clock;

    private HostLife(KindSet kinds, LocalHost host, FakeTimeProvider clock) =>
        (_kinds, _client, _clock) = (kinds, new(host.Api, host.Token, host), clock);

    /// <summary>Opens the folder and takes up what is there, as <c>serve</c> does.</summary>
    public static async Task<HostLife> BeginAsync(string folder, FakeTimeProvider clock)
    {
        var settings = LocalSettings.Load(new Dictionary<string, string> { ["Data"] = folder }, new ConfigurationBuilder().Build());
        var kinds = KindSet.Create(settings);
        var host = await LocalHost.OpenAsync(settings, kinds, NullLogger.Instance, clock, default);
        await host.ResumeAsync(default);
        host.BeginSchedules();
        return new(kinds, host, clock);
    }

    /// <summary>Calls the API; the answer must be good.</summary>
    public async Task<JsonElement> CallAsync(string method, string path, string? json = null)
    {
        var reply = await _client.SendAsync(new(method, path, json is null ? null : Encoding.UTF8.GetBytes(json)), default);
        Assert.True(reply.IsGood, reply.Text);
        return reply.Json;
    }

    /// <summary>Saves and activates a workflow.</summary>
    public async Task PublishAsync(string document)
    {
        var saved = await CallAsync("POST", "/api/workflows", document);
        await CallAsync("POST", $"/api/workflows/{saved.GetProperty("id").GetString()}/activate");
    }

    /// <summary>The runs with their outputs, oldest first, once there are so many and all have ended.</summary>
    public async Task<List<JsonElement>> RunsAsync(int count)
    {
        for (var i = 0; ; i++)
        {
            var runs = new List<JsonElement>();
            foreach (var run in (await CallAsync("GET", "/api/runs?limit=500")).GetProperty("items").EnumerateArray().Reverse())
            {
                runs.Add(await CallAsync("GET", $"/api/runs/{run.GetProperty("id").GetString()}"));
            }

            if (runs.Count >= count && runs.TrueForAll(run => run.TryGetProperty("endedAt", out _)))
            {
                return runs;
            }

            Assert.True(i < 3_000, $"{runs.Count} of {count} runs: {string.Join(", ", runs)}");

            // Whoever had not gone to sleep yet when the clock was moved wakes up by this.
            _clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Delay(10);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _kinds.DisposeAsync();
    }
}
