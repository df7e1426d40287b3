using FlowForge.Api.Tests.Support;
using FlowForge.Core;

namespace FlowForge.Api.Tests.Variables;

public sealed class VariableTests
{
    [Fact]
    public async Task Put_NewThenAgain_AnswersWithTheVariableAndItsETag()
    {
        await using var host = await ApiHost.StartAsync();
        var created = await host.SendAsync("PUT", "/api/variables/region", "\"eu\"");
        Assert.Equal((201, "/api/variables/region"), (created.Status, created.Headers["Location"]));
        Assert.Equal(("region", "eu"), (created["name"], created["value"]));

        var replaced = await host.SendAsync("PUT", "/api/variables/region", """{ "value": { "b": 1, "2": -0 } }""");
        Assert.Equal(200, replaced.Status);
        Assert.NotEqual(created.ETag, replaced.ETag);
        var read = await host.GetAsync("/api/variables/region");
        Assert.Equal("""{"2":0,"b":1}""", read.Root.GetProperty("value").GetRawText());
        Assert.Equal(replaced.ETag, read.ETag);
        Assert.Equal(304, (await host.GetAsync("/api/variables/region", ("If-None-Match", read.ETag))).Status);
    }

    [Fact]
    public async Task Put_Condition_IsHeldTo()
    {
        await using var host = await ApiHost.StartAsync();
        (await host.SendAsync("PUT", "/api/variables/a", "1", headers: ("If-Match", "\"1\""))).AssertRefused(412, "variable.changed");
        var first = await host.SendAsync("PUT", "/api/variables/a", "1", headers: ("If-None-Match", "*"));
        var again = await host.SendAsync("PUT", "/api/variables/a", "2", headers: ("If-None-Match", "*"));
        again.AssertRefused(412, "variable.changed");
        Assert.Equal(first.ETag, again.ETag);
        (await host.SendAsync("PUT", "/api/variables/a", "2", headers: ("If-Match", "W/" + first.ETag))).AssertRefused(412, "variable.changed");
        Assert.Equal(200, (await host.SendAsync("PUT", "/api/variables/a", "2", headers: ("If-Match", $"\"x\", {first.ETag}"))).Status);
        (await host.SendAsync("DELETE", "/api/variables/a", headers: ("If-Match", first.ETag))).AssertRefused(412, "variable.changed");
        Assert.Equal(204, (await host.SendAsync("DELETE", "/api/variables/a", headers: ("If-Match", "*"))).Status);
        (await host.SendAsync("DELETE", "/api/variables/a")).AssertRefused(404, "variable.unknown");
        (await host.GetAsync("/api/variables/a")).AssertRefused(404, "variable.unknown");
    }

    [Theory]
    [InlineData("1a")]
    [InlineData("a.b")]
    [InlineData("a-b")]
    [InlineData("gr%C3%B6%C3%9Fe")]
    [InlineData("a%2e%2e")]
    public async Task Put_NotAName_IsRefused(string name)
    {
        await using var host = await ApiHost.StartAsync();
        (await host.SendAsync("PUT", $"/api/variables/{name}", "1")).AssertRefused(400, "variable.name");
    }

    [Fact]
    public async Task Put_BodyThatIsNoValue_IsRefused()
    {
        await using var host = await ApiHost.StartAsync();
        (await host.SendAsync("PUT", "/api/variables/a", "{")).AssertRefused(400, "json.syntax");
        (await host.SendAsync("PUT", "/api/variables/a", "")).AssertRefused(400, "json.syntax");
        (await host.SendAsync("PUT", "/api/variables/a", "a: 1", Calls.Yaml)).AssertRefused(415, "request.contentType");
        (await host.SendAsync("PUT", "/api/variables/a", $"\"{new string('x', Limits.VariableBytes)}\"")).AssertRefused(413, "request.tooLarge");
        (await host.SendAsync("PUT", "/api/variables/a", new string('[', 100_000))).AssertRefused(400, "json.depth");
    }

    [Fact]
    public async Task List_Pages_GiveAllByName()
    {
        await using var host = await ApiHost.StartAsync();
        foreach (var name in (string[])["c", "a", "b"])
        {
            await host.SendAsync("PUT", $"/api/variables/{name}", "1");
        }

        var first = await host.GetAsync("/api/variables?limit=2");
        Assert.Equal(["a", "b"], first.Root.GetProperty("items").EnumerateArray().Select(row => row.GetProperty("name").GetString()));
        var rest = await host.GetAsync($"/api/variables?limit=2&after={first["next"]}");
        Assert.Equal("c", rest.Root.GetProperty("items")[0].GetProperty("name").GetString());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, rest.Root.GetProperty("next").ValueKind);
    }

    [Fact]
    public async Task Run_AsksForVars_SeesThem()
    {
        await using var host = await ApiHost.StartAsync();
        await host.SendAsync("PUT", "/api/variables/rates", """{ "vat": 19 }""");
        await host.PostAsync("/api/workflows", """
            { "flowforge": 1, "id": "vat", "name": "vat", "graph": {
              "nodes": [
                { "id": "start", "kind": "trigger.manual" },
                { "id": "native", "kind": "set", "parameters": { "fields": { "a": "={{ $vars.rates.vat }}" } } },
                { "id": "code", "kind": "code", "parameters": { "source": "return { a: $json.a, b: $vars.rates.vat * 2, none: $vars.nothing ?? 'no' }" } } ],
              "edges": [ { "from": "start", "to": "native" }, { "from": "native", "to": "code" } ] } }
            """);
        var run = await host.PostAsync("/api/workflows/vat/runs?wait=30", "1");
        Assert.Equal("""{"a":19,"b":38,"none":"no"}""", run.Root.GetProperty("output")[0].GetProperty("json").GetRawText());
        Assert.Equal("vat", run["workflowName"]);
    }
}
