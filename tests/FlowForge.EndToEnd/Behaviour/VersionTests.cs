using System.Net;
using FlowForge.EndToEnd.Support;

namespace FlowForge.EndToEnd.Behaviour;

/// <summary>Saving a workflow: never under a run in flight, never over another writer's work.</summary>
[Collection(SharedHost.Name)]
public sealed class VersionTests(HostFixture fixture)
{
    private HostClient Client => fixture.Host.Client;

    [Fact]
    public async Task Put_WhileARunIsInFlight_RunKeepsItsOwnVersion()
    {
        var saved = await Client.SaveAsync(Document("in-flight", "old"));
        var run = await Client.StartAsync("in-flight");
        (await Client.PutAsync("in-flight", Document("in-flight", "new"), saved.ETag!)).Expect(HttpStatusCode.OK);

        var ended = (await Client.EndedAsync(run.Id())).Completed();

        Assert.Equal("old", ended.First().GetProperty("x").GetString());
        Assert.Contains("\"old\"", (await Client.GetAsync($"runs/{run.Id()}/workflow")).Text, StringComparison.Ordinal);
        Assert.Equal("new", (await Client.RunAsync("in-flight")).Completed().First().GetProperty("x").GetString());
    }

    [Fact]
    public async Task Put_TwiceWithOneETag_SecondGets412AndNothingIsLost()
    {
        var saved = await Client.SaveAsync(Document("two-writers", "base"));

        var answers = await Task.WhenAll(
            Client.PutAsync("two-writers", Document("two-writers", "one"), saved.ETag!), Client.PutAsync("two-writers", Document("two-writers", "two"), saved.ETag!));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.PreconditionFailed], answers.Select(answer => answer.Status).Order());
        var won = answers.Single(answer => answer.Status == HttpStatusCode.OK);
        var lost = answers.Single(answer => answer.Status == HttpStatusCode.PreconditionFailed);
        Assert.Equal(won.ETag, lost.ETag);
        var present = (await Client.GetAsync("workflows/two-writers")).Expect(HttpStatusCode.OK);
        Assert.Equal((won.ETag, 2), (present.ETag, present.Json.GetProperty("version").GetInt32()));
    }

    private static string Document(string id, string x) =>
        $$"""
        flowforge: 1
        id: {{id}}
        graph:
          nodes:
            - { id: start, kind: trigger.manual }
            - { id: pause, kind: wait, parameters: { mode: time, seconds: 0.5 } }
            - { id: say, kind: set, parameters: { fields: { x: "{{x}}" } } }
          edges:
            - { from: start, to: pause }
            - { from: pause, to: say }
        """;
}
