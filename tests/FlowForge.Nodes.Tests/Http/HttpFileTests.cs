using System.Text;
using System.Text.Json;
using FlowForge.Core.Binaries;
using FlowForge.Egress.Tests.Servers;
using Microsoft.AspNetCore.Http;

namespace FlowForge.Nodes.Tests.Http;

public sealed class HttpFileTests
{
    private static readonly byte[] Picture = [0x89, 0x50, 0xff, 0, 1, 2];

    [Theory]
    [InlineData("auto", "image/png", null, "/a%20b.png", "image/png", "a b.png")]
    [InlineData("auto", "application/octet-stream", "attachment; filename=\"q \\\"1\\\".xlsx\"", "/x", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "q \"1\".xlsx")]
    [InlineData("auto", null, "inline; filename=../../up.bin", "/x", "application/octet-stream", "up.bin")]
    [InlineData("file", "text/plain; charset=utf-8", "attachment; filename=\"x.txt\"; filename*=UTF-8''gr%C3%B6%C3%9Fe.txt", "/x", "text/plain", "größe.txt")]
    [InlineData("file", "application/json", null, "/", "application/json", null)]
    public async Task RunAsync_AnswerThatIsAFile_BecomesABinary(string response, string? type, string? disposition, string path, string mime, string? fileName)
    {
        await using var server = await ServeAsync(type, Picture, disposition);
        using var bench = new HttpBench($$"""{ "url": "{{server.Url}}{{path}}", "response": "{{response}}" }""");

        Assert.Equal("[{}]", await bench.ItemsAsync());

        var file = BinaryRef.Read(bench.Files[0].GetProperty("data"))!;
        Assert.Equal(new(file.Ref, mime, fileName, Picture.Length), file);
        Assert.Equal(Picture, await ReadAsync(bench, file));
    }

    [Fact]
    public async Task RunAsync_FileWithFullResponse_HasStatusAndHeadersAndKeepsTheItemsOtherBinaries()
    {
        await using var server = await ServeAsync("image/png", Picture);
        using var bench = new HttpBench($$"""{ "url": "{{server.Url}}", "fullResponse": true, "field": "photo" }""")
        {
            Given = JsonElement.Parse("""{"old":{"ref":"x"},"photo":{"ref":"y"}}"""),
        };

        await bench.ItemsAsync();

        Assert.Equal("statusCode headers", string.Join(' ', bench.Output[0].Json.EnumerateObject().Select(property => property.Name)));
        Assert.Equal(["old", "photo"], bench.Files[0].EnumerateObject().Select(property => property.Name));
        Assert.Equal(Picture.Length, BinaryRef.Read(bench.Files[0].GetProperty("photo"))!.Size);
    }

    [Theory]
    [InlineData("auto", "image/png", "[{}]", false)]
    [InlineData("file", "image/png", "[{}]", true)]
    [InlineData("file", null, "[{}]", true)]
    public async Task RunAsync_EmptyAnswer_IsAFileOnlyWhenAskedFor(string response, string? type, string items, bool isFile)
    {
        await using var server = await ServeAsync(type, []);
        using var bench = new HttpBench($$"""{ "url": "{{server.Url}}", "response": "{{response}}" }""");

        Assert.Equal(items, await bench.ItemsAsync());
        Assert.Equal(isFile, bench.Files[0].ValueKind == JsonValueKind.Object);
    }

    [Fact]
    public async Task RunAsync_FailedStatus_IsAFailureWithTheBodysBeginningAndNoFile()
    {
        await using var server = await ServeAsync("text/plain", "no such file"u8.ToArray(), status: 404);
        using var bench = new HttpBench($$"""{ "url": "{{server.Url}}", "response": "file" }""");

        Assert.Equal("The server answered with status 404: no such file", (await bench.FailureAsync()).Message);
    }

    [Fact]
    public async Task RunAsync_BodyKindBinary_SendsTheBytesWithTheirType()
    {
        var (type, length, body) = ("", 0L, Array.Empty<byte>());
        await using var server = await LocalServer.StartAsync(async context =>
        {
            var sent = new MemoryStream();
            await context.Request.Body.CopyToAsync(sent);
            (type, length, body) = (context.Request.ContentType!, context.Request.ContentLength!.Value, sent.ToArray());
        });
        using var bench = new HttpBench($$"""{ "method": "PUT", "url": "{{server.Url}}", "bodyKind": "binary", "binary": "pic" }""");
        var large = Enumerable.Range(0, 200_000).Select(n => (byte)n).ToArray();

        // A size that a script has changed does not cut the body.
        bench.Given = (await WriteAsync(bench, large, "image/png", "p.png") with { Size = 5 }).On(default, "pic");

        await bench.ItemsAsync();

        Assert.Equal(("image/png", 200_000L), (type, length));
        Assert.Equal(large, body);
    }

    [Fact]
    public async Task RunAsync_MultipartWithFiles_SendsFieldsThenFiles()
    {
        IFormCollection? form = null;
        var sent = new List<byte[]>();
        await using var server = await LocalServer.StartAsync(async context =>
        {
            form = await context.Request.ReadFormAsync();
            foreach (var file in form.Files)
            {
                var content = new MemoryStream();
                await file.CopyToAsync(content);
                sent.Add(content.ToArray());
            }
        });
        using var bench = new HttpBench(
            $$"""{ "method": "POST", "url": "{{server.Url}}", "bodyKind": "multipart", "body": { "title": "ü" }, "files": { "scan": "a", "pages": ["a", "b"] } }""");
        bench.Given = (await WriteAsync(bench, Picture, "image/png", "a\"b.png")).On((await WriteAsync(bench, "hi"u8.ToArray(), "text/plain", null)).On(default, "b"), "a");

        await bench.ItemsAsync();

        Assert.Equal("ü", form!["title"]);
        Assert.Equal(["scan a%22b.png image/png", "pages a%22b.png image/png", "pages b text/plain"], form.Files.Select(file => $"{file.Name} {file.FileName} {file.ContentType}"));
        Assert.Equal([Picture, Picture, "hi"u8.ToArray()], sent);
    }

    [Theory]
    [InlineData("""{"other":{"ref":"x"}}""", "binary.missing")]
    [InlineData("""{"data":{"ref":"/etc/passwd"}}""", "binary.missing")]
    [InlineData("""{"data":{"ref":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}}""", "binary.unknown")]
    public async Task RunAsync_BinaryThatIsNotThere_FailsTheItemAndSendsNothing(string given, string code)
    {
        await using var server = await ServeAsync(null, []);
        using var bench = new HttpBench($$"""{ "method": "PUT", "url": "{{server.Url}}", "bodyKind": "binary" }""") { Given = JsonElement.Parse(given) };

        Assert.Equal(code, (await bench.FailureAsync()).Code);
        Assert.Equal(0, server.Requests);
    }

    private static async Task<BinaryRef> WriteAsync(HttpBench bench, byte[] content, string mime, string? fileName) =>
        (await bench.Binaries.WriteAsync(new MemoryStream(content), mime, fileName, default)).Value!;

    private static async Task<byte[]> ReadAsync(HttpBench bench, BinaryRef file)
    {
        var content = new MemoryStream();
        await (await bench.Binaries.OpenAsync(file.Ref, default)).Value!.CopyToAsync(content);
        return content.ToArray();
    }

    private static Task<LocalServer> ServeAsync(string? contentType, byte[] body, string? disposition = null, int status = 200) =>
        LocalServer.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = contentType;
            if (disposition is not null)
            {
                context.Response.Headers.ContentDisposition = disposition;
            }

            return context.Response.Body.WriteAsync(body).AsTask();
        });
}
