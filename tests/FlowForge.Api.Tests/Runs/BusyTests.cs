using FlowForge.Api.Tests.Support;

namespace FlowForge.Api.Tests.Runs;

/// <summary>A host with as much to do as it takes on at a time.</summary>
public sealed class BusyTests : IAsyncLifetime
{
    private const int Most = 2;
    private ApiHost _host = null!;

    public async Task InitializeAsync() => _host = await ApiHost.StartAsync(mostAtWork: Most);

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Start_WhileTheHostIsBusy_Is503WithRetryAfterUntilThereIsRoom()
    {
        await _host.PostAsync("/api/workflows", Manual("endless", "code", """{ "mode": "allItems", "source": "while (true) { }" }"""));
        await _host.PublishAsync(Documents.Hook("hook", """ "path": "in", "respond": "lastNode" """));
        var runs = new List<string>();
        for (var i = 0; i < Most; i++)
        {
            var started = await _host.PostAsync("/api/workflows/endless/runs");
            Assert.True(started.Status == 201, started.Body);
            runs.Add(started["id"]);
        }

        foreach (var path in (string[])["/api/hooks/in", "/api/workflows/endless/runs", "/api/workflows/endless/runs?wait=5"])
        {
            var refused = await _host.PostAsync(path, "{}");

            refused.AssertRefused(503, "host.busy");
            Assert.Equal("2", refused.Headers["Retry-After"]);
        }

        // What is there is read and stopped all the same; then there is room again.
        Assert.Equal(Most, (await _host.GetAsync("/api/runs")).Root.GetProperty("items").GetArrayLength());
        Assert.Equal(200, (await _host.GetAsync("/api/workflows/endless")).Status);
        foreach (var run in runs)
        {
            Assert.Equal(202, (await _host.PostAsync($"/api/runs/{run}/cancel")).Status);
        }

        await TakenAsync("/api/hooks/in");
    }

    [Fact]
    public async Task Start_WhileManyRunsWait_IsTaken()
    {
        await _host.PostAsync("/api/workflows", Manual("waits", "wait", """{ "mode": "time", "seconds": 3600 }"""));

        for (var i = 0; i < 3 * Most; i++)
        {
            await TakenAsync("/api/workflows/waits/runs");
        }

        // A run that was taken has not come to its wait yet.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while ((await _host.GetAsync("/api/runs?status=WAITING")).Root.GetProperty("items").GetArrayLength() < 3 * Most)
        {
            await Task.Delay(20, patience.Token);
        }
    }

    private static string Manual(string id, string kind, string parameters) => $$"""
        { "flowforge": 1, "id": "{{id}}", "name": "{{id}}", "graph": {
            "nodes": [ { "id": "start", "kind": "trigger.manual" }, { "id": "work", "kind": "{{kind}}", "parameters": {{parameters}} } ],
            "edges": [ { "from": "start", "to": "work" } ] } }
        """;

    /// <summary>Calls again and again until there is room.</summary>
    private async Task TakenAsync(string path)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await _host.PostAsync(path, "{}") is { Status: var status and not (200 or 201) })
        {
            Assert.Equal(503, status);
            await Task.Delay(20, patience.Token);
        }
    }
}
