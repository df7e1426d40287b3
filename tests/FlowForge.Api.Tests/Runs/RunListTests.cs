using FlowForge.Api.Tests.Support;

namespace FlowForge.Api.Tests.Runs;

public sealed class RunListTests
{
    private const string Waiting = """
        { "flowforge": 1, "id": "slow", "name": "slow", "graph": {
          "nodes": [ { "id": "start", "kind": "trigger.manual" }, { "id": "rest", "kind": "wait", "parameters": { "mode": "time", "seconds": 3600 } } ],
          "edges": [ { "from": "start", "to": "rest" } ] } }
        """;

    [Fact]
    public async Task List_Filters_AreHeldTo()
    {
        await using var host = await ApiHost.StartAsync();
        await host.PostAsync("/api/workflows", Documents.Hello("one"));
        await host.PostAsync("/api/workflows", Documents.Hello("two"));
        await host.PostAsync("/api/workflows/one/runs?wait=20", "1");
        await host.PostAsync("/api/workflows/two/runs?wait=20", "1");
        await host.PostAsync("/api/workflows/two/runs?wait=20", "1");
        Assert.Equal(3, await Count(host, ""));
        Assert.Equal(2, await Count(host, "?workflow=two"));
        Assert.Equal(1, await Count(host, "?workflow=one&status=COMPLETED"));
        Assert.Equal(0, await Count(host, "?status=FAILED"));
        Assert.Equal(0, await Count(host, "?from=2100-01-01T00:00:00Z"));
        Assert.Equal(3, await Count(host, "?to=2100-01-01"));
        (await host.GetAsync("/api/runs?status=BUSY")).AssertRefused(400, "request.query");
        (await host.GetAsync("/api/runs?from=then")).AssertRefused(400, "request.query");
    }

    [Fact]
    public async Task List_Text_IsLookedForInRunsAndWhatTheyWereStartedWith()
    {
        await using var host = await ApiHost.StartAsync();
        await host.PostAsync("/api/workflows", Documents.Hello("one"));
        await host.PostAsync("/api/workflows/one/runs?wait=20", """{ "order": 4711 }""");
        var second = await host.PostAsync("/api/workflows/one/runs?wait=20", """{ "order": 4712, "name": "Ada" }""");
        Assert.Equal(2, await Count(host, "?text=471"));
        Assert.Equal(1, await Count(host, "?text=4711"));
        Assert.Equal(2, await Count(host, "?text=HELLO"));
        Assert.Equal(second["id"], (await host.GetAsync("/api/runs?text=ada&workflow=one")).Root.GetProperty("items")[0].GetProperty("id").GetString());
        Assert.Equal(0, await Count(host, "?text=ada&status=FAILED"));
        (await host.GetAsync($"/api/runs?text={new string('x', 201)}")).AssertRefused(400, "request.query");
    }

    [Fact]
    public async Task Cancel_WaitingRun_EndsIt()
    {
        await using var host = await ApiHost.StartAsync();
        await host.PostAsync("/api/workflows", Waiting);
        var run = await host.PostAsync("/api/workflows/slow/runs?wait=1");
        Assert.Equal(202, run.Status);
        Assert.Equal("WAITING", run["status"]);
        Assert.Equal("rest", run.Root.GetProperty("waits")[0].GetProperty("node").GetString());
        (await host.SendAsync("DELETE", $"/api/runs/{run["id"]}")).AssertRefused(409, "run.live");
        Assert.Equal(202, (await host.PostAsync($"/api/runs/{run["id"]}/cancel")).Status);
        await Eventually(async () => (await host.GetAsync($"/api/runs/{run["id"]}"))["status"] == "CANCELLED");
        (await host.PostAsync($"/api/runs/{run["id"]}/cancel")).AssertRefused(409, "run.ended");
        Assert.Equal(204, (await host.SendAsync("DELETE", $"/api/runs/{run["id"]}")).Status);
        (await host.GetAsync($"/api/runs/{run["id"]}")).AssertRefused(404, "run.unknown");
        (await host.PostAsync("/api/runs/nobody/cancel")).AssertRefused(404, "run.unknown");
    }

    private static async Task<int> Count(ApiHost host, string query) => (await host.GetAsync($"/api/runs{query}")).Root.GetProperty("items").GetArrayLength();

    private static async Task Eventually(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (!await holds())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
