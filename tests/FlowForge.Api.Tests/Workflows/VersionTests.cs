using FlowForge.Api.Tests.Support;

namespace FlowForge.Api.Tests.Workflows;

public sealed class VersionTests
{
    [Fact]
    public async Task Versions_AfterThreeSaves_AreListedNewestFirstAndReadable()
    {
        await using var host = await ApiHost.StartAsync();
        var tag = (await host.PostAsync("/api/workflows", Documents.Hello(greeting: "v1"))).ETag;
        for (var number = 2; number <= 3; number++)
        {
            tag = (await host.SendAsync("PUT", "/api/workflows/hello", Documents.Hello(greeting: $"v{number}"), headers: ("If-Match", tag))).ETag;
        }

        var list = await host.GetAsync("/api/workflows/hello/versions?limit=2");
        Assert.Equal(["3", "2"], list.Root.GetProperty("items").EnumerateArray().Select(row => row.GetProperty("version").ToString()));
        var rest = await host.GetAsync($"/api/workflows/hello/versions?limit=2&after={list["next"]}");
        Assert.Equal(["1"], rest.Root.GetProperty("items").EnumerateArray().Select(row => row.GetProperty("version").ToString()));
        var first = await host.GetAsync("/api/workflows/hello/versions/1");
        Assert.Equal("1", first["version"]);
        Assert.Contains("v1", first.Body);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("x")]
    [InlineData("99999999999999999999")]
    [InlineData("")]
    public async Task Versions_CursorThatIsNone_Is400(string after)
    {
        await using var host = await ApiHost.StartAsync();
        await host.PostAsync("/api/workflows", Documents.Hello());
        (await host.GetAsync($"/api/workflows/hello/versions?after={after}")).AssertRefused(400, "request.query");
    }

    [Theory]
    [InlineData("2")]
    [InlineData("x")]
    [InlineData("-1")]
    public async Task Version_Unknown_Is404(string number)
    {
        await using var host = await ApiHost.StartAsync();
        await host.PostAsync("/api/workflows", Documents.Hello());
        (await host.GetAsync($"/api/workflows/hello/versions/{number}")).AssertRefused(404, "workflow.unknownVersion");
    }

    [Fact]
    public async Task List_ManyWorkflows_PagesByCursor()
    {
        await using var host = await ApiHost.StartAsync();
        foreach (var id in (string[])["c", "a", "b"])
        {
            await host.PostAsync("/api/workflows", Documents.Hello(id));
        }

        var page = await host.GetAsync("/api/workflows?limit=2");
        Assert.Equal(["a", "b"], page.Root.GetProperty("items").EnumerateArray().Select(row => row.GetProperty("id").GetString()!));
        var rest = await host.GetAsync($"/api/workflows?limit=2&after={page["next"]}");
        Assert.Equal("c", rest.Root.GetProperty("items")[0].GetProperty("id").GetString());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, rest.Root.GetProperty("next").ValueKind);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("many")]
    public async Task List_LimitOutOfRange_Is400(string limit)
    {
        await using var host = await ApiHost.StartAsync();
        (await host.GetAsync($"/api/workflows?limit={limit}")).AssertRefused(400, "request.query");
        Assert.Equal(200, (await host.GetAsync("/api/workflows?limit=100000")).Status);
    }
}
