using FlowForge.Api.Tests.Support;

namespace FlowForge.Api.Tests.Security;

public sealed class AuditTests
{
    private const string Admin = "the-operators";
    private static readonly (string, string) AsAdmin = ("Authorization", $"Bearer {Admin}");

    [Fact]
    public async Task Changes_OfEachSort_AreNotedWithWhoAndOnWhat()
    {
        await using var host = await ApiHost.StartAsync(new() { Tokens = [Admin] });
        var caller = ("Authorization", $"Bearer {await host.TokenAsync(Admin, "operator", "ci")}");
        Assert.Equal(201, (await host.PostAsync("/api/workflows", Documents.Hello("a"), caller)).Status);
        var etag = (await host.GetAsync("/api/workflows/a", caller)).ETag;
        Assert.Equal(200, (await host.SendAsync("PUT", "/api/workflows/a", Documents.Hello("a"), headers: [caller, ("If-Match", etag)])).Status);
        Assert.Equal(200, (await host.PostAsync("/api/workflows/a/activate", null, caller)).Status);
        Assert.Equal(200, (await host.PostAsync("/api/workflows/a/deactivate", null, caller)).Status);
        var run = (await host.PostAsync("/api/workflows/a/runs?wait=20", "1", caller))["id"];
        Assert.Equal(201, (await host.SendAsync("PUT", "/api/variables/colour", "\"very-red-canary\"", headers: [caller, ("If-None-Match", "*")])).Status);
        Assert.Equal(201, (await host.PostAsync("/api/credentials", """{ "id": "shop", "type": "bearer", "origins": ["https://a.example"], "values": { "token": "canary-of-a-token" } }""", caller)).Status);
        Assert.Equal(204, (await host.SendAsync("DELETE", $"/api/runs/{run}", headers: caller)).Status);
        Assert.Equal(204, (await host.SendAsync("DELETE", "/api/workflows/a/state", headers: caller)).Status);
        etag = (await host.GetAsync("/api/workflows/a", caller)).ETag;
        Assert.Equal(204, (await host.SendAsync("DELETE", "/api/workflows/a", headers: [caller, ("If-Match", etag)])).Status);

        var log = await host.GetAsync("/api/audit?actor=token:ci", AsAdmin);

        Assert.Equal(
        [
            "workflow.saved workflow:a version 1", "workflow.saved workflow:a version 2", "workflow.activated workflow:a version 2", "workflow.deactivated workflow:a ",
            $"run.started run:{run} of a", "variable.set variable:colour ", "credential.created credential:shop type bearer", $"run.deleted run:{run} ",
            "state.deleted workflow:a ", "workflow.deleted workflow:a ",
        ], Lines(log));
        Assert.DoesNotContain("canary", (await host.GetAsync("/api/audit", AsAdmin)).Body);
        Assert.Equal(["token.created"], Lines(await host.GetAsync("/api/audit?actor=operator", AsAdmin)).Select(line => line.Split(' ')[0]));
    }

    [Fact]
    public async Task List_ByFilters_GivesThoseAndRefusesNonsense()
    {
        await using var host = await ApiHost.StartAsync();
        foreach (var id in (string[])["a", "b", "c"])
        {
            await host.PublishAsync(Documents.Hook(id, $$""" "path": "{{id}}" """));
        }

        Assert.Equal(3, Lines(await host.GetAsync("/api/audit?action=workflow.activated")).Count);
        Assert.Equal(2, Lines(await host.GetAsync("/api/audit?subject=workflow:b")).Count);
        Assert.Empty(Lines(await host.GetAsync("/api/audit?to=2020-01-01T00:00:00Z")));
        Assert.Equal(6, Lines(await host.GetAsync("/api/audit?from=2020-01-01T00:00:00Z")).Count);
        var page = await host.GetAsync("/api/audit?limit=4");
        Assert.Equal(2, Lines(await host.GetAsync($"/api/audit?limit=4&after={page["next"]}")).Count);
        (await host.GetAsync("/api/audit?from=yesterday")).AssertRefused(400, "request.query");
    }

    [Fact]
    public async Task Calls_ThatAreRefused_AreNotNoted()
    {
        await using var host = await ApiHost.StartAsync();
        Assert.Equal(422, (await host.PostAsync("/api/workflows", "{")).Status);
        Assert.Equal(404, (await host.PostAsync("/api/runs/none/cancel")).Status);
        Assert.Empty(Lines(await host.GetAsync("/api/audit")));
    }

    private static List<string> Lines(Answered log) =>
        [.. log.Root.GetProperty("items").EnumerateArray().Reverse().Select(entry => $"{entry.GetProperty("action")} {entry.GetProperty("subject")} {entry.GetProperty("detail")}")];
}
