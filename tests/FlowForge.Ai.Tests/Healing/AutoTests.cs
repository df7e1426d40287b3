using System.Text.Json;
using FlowForge.Ai.Tests.Support;
using FlowForge.ModelServer;
using Microsoft.Extensions.Time.Testing;

namespace FlowForge.Ai.Tests.Healing;

/// <summary><c>healing: auto</c>: a run mends itself where no person need look, as often as it may, and else waits as with <c>suggest</c>.</summary>
public sealed class AutoTests
{
    [Fact]
    public async Task Change_ThatAddsNothingAndPassesItsTrial_IsTaken_AndTheHistorySaysByWhom()
    {
        await using var remote = await RemoteServer.StartAsync();
        await using var model = await ScriptedModel.StartAsync();
        await using var host = await HealHost.StartAsync(model, new World());
        await host.EndedAsync(await host.StartAsync(Greeting.Workflow(remote.Address), Greeting.Good));
        model.Then(Greeting.Change());
        var run = await host.StartAsync(Greeting.Workflow(remote.Address, "auto"), Greeting.Renamed);

        Assert.Equal("COMPLETED", Text(await host.EndedAsync(run), "status"));
        var taken = Assert.Single(await host.ProposalsAsync(run));
        Assert.Equal(("taken", "healer", 1), (Text(taken, "status"), Text(taken, "by"), taken.GetProperty("revision").GetInt32()));
        Assert.Equal(2, remote.Calls.Count);
    }

    [Theory]
    [InlineData("$json.customerName.toUpperCase() + $vars.secret", true)]
    [InlineData("$json.customerName.toUpperCase() + $('start').first().json.customerName", true)]
    [InlineData("$json.customerName.toUpperCase()", false)]
    public async Task Change_ThatAPersonMustSee_Waits(string expression, bool hasEarlier)
    {
        await using var remote = await RemoteServer.StartAsync();
        await using var model = await ScriptedModel.StartAsync();
        await using var host = await HealHost.StartAsync(model, new World());
        if (hasEarlier)
        {
            await host.EndedAsync(await host.StartAsync(Greeting.Workflow(remote.Address), Greeting.Good));
        }

        model.Then(Greeting.Change(expression));
        var run = await host.StartAsync(Greeting.Workflow(remote.Address, "auto"), Greeting.Renamed);
        var open = Assert.Single(await host.ProposedAsync(run));

        Assert.Equal(("open", "passed"), (Text(open, "status"), Text(open.GetProperty("trial"), "outcome")));
        Assert.NotEmpty(Text(open, "waits"));
        Assert.Equal("PAUSED", Text(await host.RunAsync(run), "status"));
    }

    [Fact]
    public async Task Change_AfterTwo_Waits()
    {
        await using var remote = await RemoteServer.StartAsync();
        await using var model = await ScriptedModel.StartAsync();
        await using var host = await HealHost.StartAsync(model, new World());
        remote.Answer = """{ "old": "x" }""";
        await host.EndedAsync(await host.StartAsync(Three(remote.Address), "{}"));

        // The service has changed what it answers. Each trial knows the former answers only, so that it passes, and the run fails again at the next.
        remote.Answer = """{ "name": "x" }""";
        model.Then([.. "abc".Select(static id => Greeting.Change("$json.name.trim()", $"{id}2"))]);
        var run = await host.StartAsync(Three(remote.Address), "{}", "auto");
        var proposed = await host.ProposedAsync(run, 3);

        Assert.Equal(["taken", "taken", "open"], proposed.Select(static one => Text(one, "status")));
        Assert.Equal("The run has changed itself 2 times already.", Text(proposed[2], "waits"));
        Assert.Equal("PAUSED", Text(await host.RunAsync(run), "status"));
    }

    [Fact]
    public async Task Remote_ThatFailsForAWhile_IsTriedAgainByItself()
    {
        await using var remote = await RemoteServer.StartAsync();
        await using var model = await ScriptedModel.StartAsync();
        await using var host = await HealHost.StartAsync(model, new World(new FakeTimeProvider(DateTimeOffset.UtcNow)));
        remote.Fail(2);
        var run = await host.StartAsync(Greeting.Workflow(remote.Address, "auto"), Greeting.Good);

        Assert.Equal("COMPLETED", Text(await host.EndedAsync(run), "status"));
        Assert.Equal((3, 0), (remote.Calls.Count, model.Calls.Count));
        Assert.All(await host.ProposalsAsync(run), static one => Assert.Equal(("retry", "retry", "healer", "taken"), (Text(one, "action"), Text(one, "answer"), Text(one, "by"), Text(one, "status"))));
    }

    [Fact]
    public async Task Remote_ThatKeepsFailing_WaitsForAPersonAfterThreeTries()
    {
        await using var remote = await RemoteServer.StartAsync();
        await using var model = await ScriptedModel.StartAsync();
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var host = await HealHost.StartAsync(model, new World(clock));
        remote.Fail(1000);
        var run = await host.StartAsync(Greeting.Workflow(remote.Address, "auto"), Greeting.Good);

        var proposed = await host.ProposedAsync(run, 4);
        clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(["taken", "taken", "taken", "open"], proposed.Select(static one => Text(one, "status")));
        Assert.Equal(("PAUSED", 4), (Text(await host.RunAsync(run), "status"), remote.Calls.Count));
    }

    private static string Three(string remote) => $$"""
        { "flowforge": 1, "id": "three", "name": "Three", "graph": { "nodes": [ { "id": "start", "kind": "trigger.manual" },
            {{string.Join(',', "abc".Select(id => $$$"""{ "id": "{{{id}}}1", "kind": "http", "parameters": { "url": "{{{remote}}}/{{{id}}}" } }, { "id": "{{{id}}}2", "kind": "set", "parameters": { "fields": { "hello": "={{ $json.old.trim() }}" } } }"""))}} ],
          "edges": [ { "from": "start", "to": "a1" }, { "from": "a1", "to": "a2" }, { "from": "a2", "to": "b1" }, { "from": "b1", "to": "b2" }, { "from": "b2", "to": "c1" }, { "from": "c1", "to": "c2" } ] } }
        """;

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
