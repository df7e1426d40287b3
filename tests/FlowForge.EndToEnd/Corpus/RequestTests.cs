using System.Net;
using System.Net.Http.Headers;
using FlowForge.EndToEnd.Support;

namespace FlowForge.EndToEnd.Corpus;

/// <summary>Hostile requests to the host itself.</summary>
[Collection(SharedHost.Name)]
public sealed class RequestTests(HostFixture fixture)
{
    private HostClient Client => fixture.Host.Client;

    [Theory]
    [InlineData("workflows")]
    [InlineData("workflows/any/runs")]
    public async Task Post_HundredMegabytes_Is413BeforeItIsBuffered(string path)
    {
        var before = fixture.Host.ResidentBytes();

        var (answer, sent) = await RawRequest.PostAsync(Client.Address, $"/api/{path}", 100_000_000);

        Assert.StartsWith("HTTP/1.1 413", answer, StringComparison.Ordinal);
        Assert.True(sent < 30_000_000, $"{sent} bytes were taken");
        Assert.True(fixture.Host.ResidentBytes() - before < 5 * 64L * 1024 * 1024);
    }

    [Fact]
    public async Task Start_AMillionBrackets_IsRefusedForDepth()
    {
        await Client.SaveAsync("flowforge: 1\nid: deep\ngraph: { nodes: [{ id: start, kind: trigger.manual }] }\n");

        var answer = await Client.PostAsync("workflows/deep/runs", new string('[', 1_000_000));

        Assert.Equal((HttpStatusCode.BadRequest, "json.depth"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Post_AGigabyteInAMegabyteOfGzip_IsStoppedAtTheBudget()
    {
        await Client.SaveAsync("flowforge: 1\nid: bombed\ngraph: { nodes: [{ id: start, kind: trigger.manual }, { id: hook, kind: trigger.webhook, parameters: { path: bombed } }] }\n");
        (await Client.PostAsync("workflows/bombed/activate")).Expect(HttpStatusCode.OK);
        using var packed = new MemoryStream();
        await HostileAnswers.BombAsync(packed);
        var before = fixture.Host.ResidentBytes();
        foreach (var (path, type) in new[] { ("workflows", "application/json"), ("workflows/bombed/runs", "application/json"), ("hooks/bombed", "application/json"), ("hooks/bombed", "image/png") })
        {
            var content = new ByteArrayContent(packed.ToArray());
            content.Headers.ContentType = new(type);
            content.Headers.ContentEncoding.Add("gzip");

            var answer = await Client.SendAsync(new(HttpMethod.Post, path) { Content = content });

            Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "request.tooLarge"), (answer.Status, answer.Code));
        }

        Assert.True(fixture.Host.ResidentBytes() - before < 5 * 64L * 1024 * 1024);
    }

    [Fact]
    public async Task Get_ForeignHostHeader_IsRefused()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "workflows");
        request.Headers.Host = "rebound.example";

        var answer = await Client.SendAsync(request);

        Assert.Equal((HttpStatusCode.Forbidden, "request.host"), (answer.Status, answer.Code));
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("null")]
    [InlineData("http://127.0.0.1:1")]
    public async Task Post_FromAnotherSite_IsRefused(string origin)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "workflows") { Content = new StringContent("{}", new MediaTypeHeaderValue("application/json")) };
        request.Headers.Add("Origin", origin);

        var answer = await Client.SendAsync(request);

        Assert.Equal((HttpStatusCode.Forbidden, "request.origin"), (answer.Status, answer.Code));
    }
}
