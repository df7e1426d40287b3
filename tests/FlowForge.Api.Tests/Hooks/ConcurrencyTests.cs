using FlowForge.Api.Tests.Support;

namespace FlowForge.Api.Tests.Hooks;

public sealed class ConcurrencyTests : IAsyncLifetime
{
    private ApiHost host = null!;

    public async Task InitializeAsync() => host = await ApiHost.StartAsync();

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task Skip_SameCustomerBusy_Is409_AndAnotherOneRuns()
    {
        await host.PublishAsync(Document("skip", "immediately"));
        Assert.Equal(202, (await Call("ada")).Status);

        (await Call("ada")).AssertRefused(409, "concurrency.skipped");
        Assert.Equal(202, (await Call("bob")).Status);
    }

    [Fact]
    public async Task Queue_SameCustomerBusy_Is202WithTheQueuedRun_AndCanBeCancelled()
    {
        await host.PublishAsync(Document("queue", "lastNode"));
        Assert.Equal("WAITING", (await Call("ada"))["status"]);
        var second = await Call("ada");

        Assert.Equal((202, "QUEUED"), (second.Status, second["status"]));
        Assert.Equal(202, (await host.PostAsync($"/api/runs/{second["id"]}/cancel")).Status);
        var run = await host.GetAsync($"/api/runs/{second["id"]}");
        for (var i = 0; run["status"] == "QUEUED" && i < 500; i++)
        {
            await Task.Delay(10);
            run = await host.GetAsync($"/api/runs/{second["id"]}");
        }

        Assert.Equal("CANCELLED", run["status"]);
    }

    [Fact]
    public async Task Key_ThatThrows_IsAFailedRunThatNeverBegan()
    {
        await host.PublishAsync(Document("queue", "lastNode", "={{ $json.body.customer.name.first }}"));

        (await Call("ada")).AssertRefused(500, "run.failed");

        var run = (await host.GetAsync("/api/runs")).Root.GetProperty("items")[0];
        Assert.Equal(("FAILED", "expression.failed"), (run.GetProperty("status").GetString(), run.GetProperty("failure").GetProperty("code").GetString()));
        Assert.Equal(0, (await host.GetAsync($"/api/runs/{run.GetProperty("id").GetString()}/frames")).Root.GetProperty("items").GetArrayLength());
    }

    private Task<Answered> Call(string customer) => host.PostAsync("/api/hooks/busy", $$"""{ "customer": "{{customer}}" }""");

    private static string Document(string whenBusy, string respond, string key = "={{ $json.body.customer }}") => $$"""
        {
          "flowforge": 1, "id": "busy", "name": "Busy", "config": { "concurrency": { "key": "{{key}}", "whenBusy": "{{whenBusy}}" } },
          "graph": {
            "nodes": [
              { "id": "hook", "kind": "trigger.webhook", "parameters": { "path": "busy", "respond": "{{respond}}", "respondTimeoutSeconds": 1, "auth": { "type": "none" } } },
              { "id": "nap", "kind": "wait", "parameters": { "seconds": 600 } }
            ],
            "edges": [ { "from": "hook", "to": "nap" } ]
          }
        }
        """;
}
