using System.Net.Http.Headers;
using FlowForge.Api.Tests.Support;

namespace FlowForge.Api.Tests.Binaries;

public sealed class DownloadTests
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 200_000).Select(n => (byte)(n * 13))];

    [Fact]
    public async Task Get_Binary_ComesWholeAsADownload()
    {
        await using var host = await ApiHost.StartAsync();
        var (run, reference) = await UploadAsync(host);

        using var answer = await host.Http.GetAsync(new Uri($"/api/runs/{run}/binary/{reference}", UriKind.Relative));

        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Equal("image/svg+xml", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("attachment; filename=\"gr__e.svg\"; filename*=UTF-8''gr%C3%B6%C3%9Fe.svg", answer.Content.Headers.ContentDisposition!.ToString());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("sandbox", answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal(Content.Length, answer.Content.Headers.ContentLength);
        Assert.Equal(Content, await answer.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("bytes=0-0", 206, 0, 1)]
    [InlineData("bytes=65535-65536", 206, 65_535, 2)]
    [InlineData("bytes=100000-", 206, 100_000, 100_000)]
    [InlineData("bytes=-5", 206, 199_995, 5)]
    [InlineData("bytes=-999999", 206, 0, 200_000)]
    [InlineData("bytes=199999-999999", 206, 199_999, 1)]
    [InlineData("bytes=200000-", 416, 0, 0)]
    [InlineData("bytes=-0", 416, 0, 0)]
    [InlineData("bytes=0-1,5-6", 200, 0, 200_000)]
    [InlineData("lines=0-1", 200, 0, 200_000)]
    [InlineData("bytes=x", 200, 0, 200_000)]
    public async Task Get_Range_GivesThatPart(string range, int status, int from, int length)
    {
        await using var host = await ApiHost.StartAsync();
        var (run, reference) = await UploadAsync(host);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/runs/{run}/binary/{reference}");
        request.Headers.TryAddWithoutValidation("Range", range);

        using var answer = await host.Http.SendAsync(request);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(Content.AsSpan(from, length).ToArray(), await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal(
            status switch { 206 => $"bytes {from}-{from + length - 1}/200000", 416 => "bytes */200000", _ => null },
            answer.Content.Headers.ContentRange?.ToString());
    }

    [Theory]
    [InlineData(true, 206)]
    [InlineData(false, 200)]
    public async Task Get_RangeUnderACondition_IsServedOnlyOfTheSameBinary(bool isSame, int status)
    {
        await using var host = await ApiHost.StartAsync();
        var (run, reference) = await UploadAsync(host);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/runs/{run}/binary/{reference}");
        request.Headers.Range = new RangeHeaderValue(0, 9);
        request.Headers.IfRange = new RangeConditionHeaderValue(isSame ? $"\"{reference}\"" : "\"other\"");

        using var answer = await host.Http.SendAsync(request);

        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Fact]
    public async Task Head_Binary_SaysItsLengthAndSendsNothing()
    {
        await using var host = await ApiHost.StartAsync();
        var (run, reference) = await UploadAsync(host);

        using var answer = await host.Http.SendAsync(new(HttpMethod.Head, $"/api/runs/{run}/binary/{reference}"));

        Assert.Equal((200, Content.Length), ((int)answer.StatusCode, (int)answer.Content.Headers.ContentLength!));
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Get_OfAnotherRunOrAfterItsDeletion_Is404()
    {
        await using var host = await ApiHost.StartAsync();
        var (run, reference) = await UploadAsync(host);
        await host.PostAsync("/api/workflows", Documents.Hello());
        var other = (await host.PostAsync("/api/workflows/hello/runs?wait=60"))["id"];

        (await host.GetAsync($"/api/runs/{other}/binary/{reference}")).AssertRefused(404, "binary.unknown");
        (await host.GetAsync($"/api/runs/{run}/binary/{new string('0', 64)}")).AssertRefused(404, "binary.unknown");
        (await host.GetAsync($"/api/runs/{run}/binary/..%2F..%2Fetc%2Fpasswd")).AssertRefused(404, "binary.unknown");
        Assert.Equal(204, (await host.SendAsync("DELETE", $"/api/runs/{run}")).Status);
        (await host.GetAsync($"/api/runs/{run}/binary/{reference}")).AssertRefused(404, "run.unknown");
    }

    [Theory]
    [InlineData("""{ "binary": "pic" }""", 200, "image/svg+xml", "inline; filename=\"gr__e.svg\"; filename*=UTF-8''gr%C3%B6%C3%9Fe.svg")]
    [InlineData("""{ "binary": "pic", "status": 203, "headers": { "content-type": "text/plain", "content-disposition": "attachment" } }""", 203, "text/plain", "attachment")]
    public async Task Respond_Binary_SendsTheFile(string parameters, int status, string type, string disposition)
    {
        await using var host = await ApiHost.StartAsync();
        await host.PublishAsync(Documents.Hook("give", """ "path": "give", "respond": "respond" """, ("reply", "respond", parameters)));

        using var answer = await SendAsync(host, "give");

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal((type, disposition), (answer.Content.Headers.ContentType!.ToString(), answer.Content.Headers.ContentDisposition!.ToString()));
        Assert.Contains("sandbox", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal(Content, await answer.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("""{ "binary": "other" }""", "binary.missing")]
    [InlineData("""{ "binary": "pic", "body": 1 }""", "node.parameter")]
    public async Task Respond_BinaryThatIsNotThere_FailsTheRun(string parameters, string code)
    {
        await using var host = await ApiHost.StartAsync();
        await host.PublishAsync(Documents.Hook("give", """ "path": "give", "respond": "respond" """, ("reply", "respond", parameters)));

        using var answer = await SendAsync(host, "give");

        Assert.Equal(500, (int)answer.StatusCode);
        var run = (await host.GetAsync("/api/runs?limit=1")).Root.GetProperty("items")[0];
        Assert.Equal(code, run.GetProperty("failure").GetProperty("code").GetString());
    }

    private static async Task<(string Run, string Reference)> UploadAsync(ApiHost host)
    {
        await host.PublishAsync(Documents.Hook("in", """ "path": "in", "respond": "lastNode" """));
        using var answer = await SendAsync(host, "in");
        Assert.Equal(200, (int)answer.StatusCode);
        var run = (await host.GetAsync("/api/runs?limit=1")).Root.GetProperty("items")[0].GetProperty("id").GetString()!;
        var output = (await host.GetAsync($"/api/runs/{run}")).Root.GetProperty("output")[0];
        return (run, output.GetProperty("binary").GetProperty("pic").GetProperty("ref").GetString()!);
    }

    private static Task<HttpResponseMessage> SendAsync(ApiHost host, string path)
    {
        var file = new ByteArrayContent(Content);
        file.Headers.ContentType = new("image/svg+xml");
        return host.Http.PostAsync(new Uri($"/api/hooks/{path}", UriKind.Relative), new MultipartFormDataContent { { file, "pic", "größe.svg" } });
    }
}
