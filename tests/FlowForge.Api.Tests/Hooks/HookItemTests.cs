using System.Text.Json;
using FlowForge.Api.Tests.Support;

namespace FlowForge.Api.Tests.Hooks;

public sealed class HookItemTests
{
    private static readonly string Echo = Documents.Hook("echo", """ "path": "shops/:shop/orders", "respond": "lastNode" """);

    [Fact]
    public async Task Call_Json_GivesBodyHeadersQueryParamsAndMethod()
    {
        await using var host = await ApiHost.StartAsync();
        await host.PublishAsync(Echo);
        var item = (await host.PostAsync("/api/hooks/shops/north/orders?a=1&b=2&b=3", """{"z":1,"1":2}""", ("X-Shop", "7"))).Root;
        Assert.Equal("""{"1":2,"z":1}""", item.GetProperty("body").GetRawText());
        Assert.Equal("7", item.GetProperty("headers").GetProperty("x-shop").GetString());
        Assert.Equal("application/json", item.GetProperty("headers").GetProperty("content-type").GetString());
        Assert.Equal("""{"a":"1","b":["2","3"]}""", item.GetProperty("query").GetRawText());
        Assert.Equal("""{"shop":"north"}""", item.GetProperty("params").GetRawText());
        Assert.Equal("POST", item.GetProperty("method").GetString());
    }

    [Fact]
    public async Task Call_Secrets_StayOutOfTheItem()
    {
        await using var host = await ApiHost.StartAsync();
        await host.PublishAsync(Echo);
        var answer = await host.PostAsync(
            "/api/hooks/shops/n/orders", "{}", ("Authorization", "Bearer s3cret"), ("Cookie", "a=s3cret"), ("X-Hub-Signature-256", "sha256=s3cret"));
        Assert.DoesNotContain("s3cret", answer.Body);
    }

    [Theory]
    [InlineData("text/plain", "plain words", "\"plain words\"")]
    [InlineData("application/x-www-form-urlencoded", "a=1&b=x+y&b=z", """{"a":"1","b":["x y","z"]}""")]
    [InlineData("application/xml", "<a/>", "\"<a/>\"")]
    [InlineData("application/json", "", "{}")]
    [InlineData("application/vnd.shop+json", "[1]", "[1]")]
    public async Task Call_OtherBodies_BecomeWhatTheyAre(string type, string body, string expected)
    {
        await using var host = await ApiHost.StartAsync();
        await host.PublishAsync(Echo);
        var answer = await host.SendAsync("POST", "/api/hooks/shops/n/orders", body, type);
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(expected), answer.Root.GetProperty("body")), answer.Body);
    }

    [Theory]
    [InlineData("{\"a\":", "json.syntax")]
    [InlineData("1,\"method\":\"FORGED\"", "json.syntax")]
    [InlineData("1e400", "json.number")]
    public async Task Call_JsonThatCannotBeRead_Is400AndStartsNothing(string body, string code)
    {
        await using var host = await ApiHost.StartAsync();
        await host.PublishAsync(Echo);
        (await host.PostAsync("/api/hooks/shops/n/orders", body)).AssertRefused(400, code);
        Assert.Empty((await host.GetAsync("/api/runs")).Root.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Call_TooLargeOrTooDeep_IsRefused()
    {
        await using var host = await ApiHost.StartAsync();
        await host.PublishAsync(Echo);
        (await host.PostAsync("/api/hooks/shops/n/orders", $"\"{new string('x', Core.Limits.WebhookBytes)}\"")).AssertRefused(413, "request.tooLarge");
        (await host.PostAsync("/api/hooks/shops/n/orders", new string('[', 100_000))).AssertRefused(400, "json.depth");
    }

    [Fact]
    public async Task Call_BodyOfUnknownLength_IsBoundedToo()
    {
        await using var host = await ApiHost.StartAsync();
        await host.PublishAsync(Echo);
        using var content = new StreamContent(new MemoryStream(new byte[Core.Limits.WebhookBytes + 1]));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/hooks/shops/n/orders") { Content = content };
        request.Headers.TransferEncodingChunked = true;
        using var response = await host.Http.SendAsync(request);
        Assert.Equal(413, (int)response.StatusCode);
    }
}
