using FlowForge.Api.Tests.Support;

namespace FlowForge.Api.Tests.Workflows;

public sealed class CreateTests
{
    [Fact]
    public async Task Post_NewDocument_AnswersTheWholeDocumentWithETagAndLocation()
    {
        await using var host = await ApiHost.StartAsync();
        var answer = await host.PostAsync("/api/workflows", Documents.Hello());
        Assert.Equal(201, answer.Status);
        Assert.Equal("application/json", answer.Type);
        Assert.Equal("/api/workflows/hello", answer.Headers["Location"]);
        Assert.Matches("^\".+\"$", answer.ETag);
        Assert.Equal("hello", answer["id"]);
        Assert.Equal("1", answer["version"]);
        Assert.Equal(2, answer.Root.GetProperty("graph").GetProperty("nodes").GetArrayLength());
    }

    [Fact]
    public async Task Post_VersionInTheBody_IsIgnored()
    {
        await using var host = await ApiHost.StartAsync();
        var answer = await host.PostAsync("/api/workflows", Documents.Hello().Replace("\"name\"", "\"version\": 41, \"name\""));
        Assert.Equal("1", answer["version"]);
    }

    [Fact]
    public async Task Post_IdThatExists_Is409()
    {
        await using var host = await ApiHost.StartAsync();
        await host.PostAsync("/api/workflows", Documents.Hello());
        (await host.PostAsync("/api/workflows", Documents.Hello())).AssertRefused(409, "workflow.exists");
        Assert.Equal("1", (await host.GetAsync("/api/workflows/hello"))["version"]);
    }

    [Theory]
    [InlineData("application/yaml")]
    [InlineData("application/x-yaml")]
    [InlineData("text/yaml; charset=utf-8")]
    public async Task Post_Yaml_IsReadByItsContentTypeAndAnsweredAsJson(string type)
    {
        await using var host = await ApiHost.StartAsync();
        var answer = await host.SendAsync("POST", "/api/workflows", Documents.HelloYaml, type);
        Assert.Equal(201, answer.Status);
        Assert.Equal("Hello", answer["name"]);
    }

    [Fact]
    public async Task Post_UnknownContentType_Is415() =>
        await WithHost(async host => (await host.SendAsync("POST", "/api/workflows", Documents.HelloYaml, "application/x-www-form-urlencoded"))
            .AssertRefused(415, "request.contentType"));

    [Fact]
    public async Task Post_PackedInAnUnknownWay_Is415() =>
        await WithHost(async host => (await host.PostAsync("/api/workflows", "xx", ("Content-Encoding", "zstd"))).AssertRefused(415, "request.encoding"));

    [Fact]
    public async Task Post_LargerThanADocument_Is413() =>
        await WithHost(async host =>
        {
            var large = Documents.Hello(greeting: new('x', Core.Limits.DocumentBytes));
            (await host.PostAsync("/api/workflows", large)).AssertRefused(413, "request.tooLarge");
        });

    [Fact]
    public async Task Post_EdgeToNowhere_Is422WithThePlace() =>
        await WithHost(async host =>
        {
            var answer = await host.PostAsync("/api/workflows", Documents.Hello().Replace("\"to\": \"greet\"", "\"to\": \"nobody\""));
            answer.AssertRefused(422, "workflow.invalid");
            var problem = answer.Root.GetProperty("problems").EnumerateArray().First(one => one.GetProperty("severity").GetString() == "error");
            Assert.Equal("edge.missingNode", problem.GetProperty("code").GetString());
            Assert.StartsWith("graph.edges[0]", problem.GetProperty("path").GetString());
            Assert.Equal(404, (await host.GetAsync("/api/workflows/hello")).Status);
        });

    [Theory]
    [InlineData("""{ "flowforge": 1, "id": "a", "id": "b" }""", "json.duplicateKey")]
    [InlineData("""{ "flowforge": 1, // no """, "json.comment")]
    public async Task Post_TextThatCannotBeRead_Is422WithLineAndColumn(string text, string code) =>
        await WithHost(async host =>
        {
            var answer = await host.PostAsync("/api/workflows", text);
            answer.AssertRefused(422, "workflow.invalid");
            var problem = answer.Root.GetProperty("problems")[0];
            Assert.Equal(code, problem.GetProperty("code").GetString());
            Assert.Equal(1, problem.GetProperty("line").GetInt32());
        });

    private static async Task WithHost(Func<ApiHost, Task> check)
    {
        await using var host = await ApiHost.StartAsync();
        await check(host);
    }
}
