using FlowForge.Api.Tests.Support;

namespace FlowForge.Api.Tests.Workflows;

public sealed class ConditionTests
{
    [Fact]
    public async Task Put_NewIdWithIfNoneMatch_Creates()
    {
        await using var host = await ApiHost.StartAsync();
        var answer = await Put(host, Documents.Hello(), ("If-None-Match", "*"));
        Assert.Equal(201, answer.Status);
        Assert.Equal("/api/workflows/hello", answer.Headers["Location"]);
    }

    [Fact]
    public async Task Put_WithoutCondition_Is428()
    {
        await using var host = await ApiHost.StartAsync();
        (await Put(host, Documents.Hello())).AssertRefused(428, "request.conditionMissing");
        await host.PostAsync("/api/workflows", Documents.Hello());
        (await Put(host, Documents.Hello())).AssertRefused(428, "request.conditionMissing");
    }

    [Fact]
    public async Task Put_SecondOfTwoWritersWithOneETag_Is412WithThePresentETag()
    {
        await using var host = await ApiHost.StartAsync();
        var created = await host.PostAsync("/api/workflows", Documents.Hello());
        var first = await Put(host, Documents.Hello(greeting: "one"), ("If-Match", created.ETag));
        var second = await Put(host, Documents.Hello(greeting: "two"), ("If-Match", created.ETag));
        Assert.Equal(200, first.Status);
        Assert.Equal("2", first["version"]);
        second.AssertRefused(412, "workflow.changed");
        Assert.Equal(first.ETag, second.ETag);
        Assert.Contains("one", (await host.GetAsync("/api/workflows/hello")).Body);
    }

    [Fact]
    public async Task Put_ManyWritersWithOneETag_OneWins()
    {
        await using var host = await ApiHost.StartAsync();
        var created = await host.PostAsync("/api/workflows", Documents.Hello());
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => Put(host, Documents.Hello(greeting: $"g{number}"), ("If-Match", created.ETag))));
        Assert.Single(answers, answer => answer.Status == 200);
        Assert.All(answers.Where(answer => answer.Status != 200), answer => answer.AssertRefused(412, "workflow.changed"));
    }

    [Fact]
    public async Task Put_ExistingIdWithIfNoneMatch_Is412WithThePresentETag()
    {
        await using var host = await ApiHost.StartAsync();
        var created = await host.PostAsync("/api/workflows", Documents.Hello());
        var answer = await Put(host, Documents.Hello(), ("If-None-Match", "*"));
        answer.AssertRefused(412, "workflow.changed");
        Assert.Equal(created.ETag, answer.ETag);
    }

    [Theory]
    [InlineData("\"nothing\"")]
    [InlineData("*")]
    public async Task Put_NewIdWithIfMatch_Is412(string tag)
    {
        await using var host = await ApiHost.StartAsync();
        (await Put(host, Documents.Hello(), ("If-Match", tag))).AssertRefused(412, "workflow.changed");
    }

    [Fact]
    public async Task Put_WeakETag_Is412()
    {
        await using var host = await ApiHost.StartAsync();
        var created = await host.PostAsync("/api/workflows", Documents.Hello());
        (await Put(host, Documents.Hello(), ("If-Match", "W/" + created.ETag))).AssertRefused(412, "workflow.changed");
    }

    [Fact]
    public async Task Put_OneOfSeveralETags_Saves()
    {
        await using var host = await ApiHost.StartAsync();
        var created = await host.PostAsync("/api/workflows", Documents.Hello());
        Assert.Equal(200, (await Put(host, Documents.Hello(), ("If-Match", $"\"other\", {created.ETag}"))).Status);
    }

    [Fact]
    public async Task Put_AnotherIdInTheBody_Is422()
    {
        await using var host = await ApiHost.StartAsync();
        (await Put(host, Documents.Hello("other"), ("If-None-Match", "*"))).AssertRefused(422, "workflow.idMismatch");
    }

    [Fact]
    public async Task Delete_ByCondition_RemovesIt()
    {
        await using var host = await ApiHost.StartAsync();
        var created = await host.PostAsync("/api/workflows", Documents.Hello());
        (await host.SendAsync("DELETE", "/api/workflows/hello")).AssertRefused(428, "request.conditionMissing");
        (await host.SendAsync("DELETE", "/api/workflows/hello", headers: ("If-Match", "\"old\""))).AssertRefused(412, "workflow.changed");
        Assert.Equal(204, (await host.SendAsync("DELETE", "/api/workflows/hello", headers: ("If-Match", created.ETag))).Status);
        (await host.GetAsync("/api/workflows/hello")).AssertRefused(404, "workflow.unknown");
        (await host.SendAsync("DELETE", "/api/workflows/hello", headers: ("If-Match", created.ETag))).AssertRefused(404, "workflow.unknown");
    }

    [Fact]
    public async Task Get_KnownETag_Is304()
    {
        await using var host = await ApiHost.StartAsync();
        var created = await host.PostAsync("/api/workflows", Documents.Hello());
        var known = await host.GetAsync("/api/workflows/hello", ("If-None-Match", created.ETag));
        Assert.Equal(304, known.Status);
        Assert.Empty(known.Body);
        Assert.Equal(200, (await host.GetAsync("/api/workflows/hello", ("If-None-Match", "\"old\""))).Status);
    }

    private static Task<Answered> Put(ApiHost host, string document, params (string, string)[] headers) =>
        host.SendAsync("PUT", "/api/workflows/hello", document, headers: headers);
}
