using FlowForge.Api.Tests.Support;

namespace FlowForge.Api.Tests.Workflows;

public sealed class FormatTests
{
    [Theory]
    [InlineData("application/yaml", "application/yaml")]
    [InlineData("text/yaml", "application/yaml")]
    [InlineData("application/json;q=0.5, application/yaml", "application/yaml")]
    [InlineData("*/*", "application/json")]
    [InlineData("text/html, application/xhtml+xml, */*;q=0.8", "application/json")]
    public async Task Get_Accept_DecidesTheFormat(string accept, string type)
    {
        await using var host = await ApiHost.StartAsync();
        await host.PostAsync("/api/workflows", Documents.Hello());
        var answer = await host.GetAsync("/api/workflows/hello", ("Accept", accept));
        Assert.Equal(200, answer.Status);
        Assert.Equal(type, answer.Type);
    }

    [Fact]
    public async Task Get_AcceptOfNeither_Is406()
    {
        await using var host = await ApiHost.StartAsync();
        await host.PostAsync("/api/workflows", Documents.Hello());
        (await host.GetAsync("/api/workflows/hello", ("Accept", "image/png"))).AssertRefused(406, "request.accept");
    }

    [Fact]
    public async Task Get_Yaml_ReadsBackToTheSameDocument()
    {
        await using var host = await ApiHost.StartAsync();
        var created = await host.PostAsync("/api/workflows", Documents.Hello());
        var yaml = await host.GetAsync("/api/workflows/hello", ("Accept", "application/yaml"));
        var saved = await host.SendAsync("PUT", "/api/workflows/hello", yaml.Body, Calls.Yaml, ("If-Match", created.ETag));
        Assert.Equal(created.Root.GetProperty("graph").GetRawText(), saved.Root.GetProperty("graph").GetRawText());
    }

    [Theory]
    [InlineData("yaml", "application/yaml", "id: hello")]
    [InlineData("json", "application/json", "\"id\":\"hello\"")]
    [InlineData("mermaid", "text/plain", "flowchart")]
    public async Task Export_Format_IsWritten(string format, string type, string part)
    {
        await using var host = await ApiHost.StartAsync();
        await host.PostAsync("/api/workflows", Documents.Hello());
        var answer = await host.GetAsync($"/api/workflows/hello/export?format={format}");
        Assert.Equal(type, answer.Type);
        Assert.Contains(part, answer.Body);
    }

    [Fact]
    public async Task Export_UnknownFormat_Is400()
    {
        await using var host = await ApiHost.StartAsync();
        await host.PostAsync("/api/workflows", Documents.Hello());
        (await host.GetAsync("/api/workflows/hello/export?format=visio")).AssertRefused(400, "request.query");
        (await host.GetAsync("/api/workflows/nobody/export")).AssertRefused(404, "workflow.unknown");
    }

    [Fact]
    public async Task Validate_BadAndGood_Answers200WithTheProblems()
    {
        await using var host = await ApiHost.StartAsync();
        var good = await host.SendAsync("POST", "/api/workflows/validate", Documents.HelloYaml, Calls.Yaml);
        Assert.Equal(200, good.Status);
        Assert.True(good.Root.GetProperty("valid").GetBoolean());
        var bad = await host.PostAsync("/api/workflows/validate", Documents.Hello().Replace("\"greet\"", "\"start\""));
        Assert.Equal(200, bad.Status);
        Assert.False(bad.Root.GetProperty("valid").GetBoolean());
        Assert.Contains(bad.Root.GetProperty("problems").EnumerateArray(), problem => problem.GetProperty("code").GetString() == "node.duplicateId");
        Assert.Equal("{\"items\":[],\"next\":null}", (await host.GetAsync("/api/workflows")).Body);
    }
}
