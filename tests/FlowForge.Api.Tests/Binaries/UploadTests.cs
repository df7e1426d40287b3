using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using FlowForge.Api.Tests.Support;
using FlowForge.Core;

namespace FlowForge.Api.Tests.Binaries;

public sealed class UploadTests
{
    private static readonly string Echo = Documents.Hook("echo", """ "path": "in", "respond": "lastNode" """);

    [Fact]
    public async Task Call_Form_GivesFieldsInTheBodyAndFilesAsBinaries()
    {
        await using var host = await ApiHost.StartAsync();
        await host.PublishAsync(Echo);
        using var form = new MultipartFormDataContent
        {
            { new StringContent("ü"), "title" },
            { new StringContent("1"), "tag" },
            { new StringContent("2"), "tag" },
            { File("a,b\n1,2\n"u8.ToArray(), "text/csv"), "sheet", "../../evil\\up.csv" },
            { File([1], null), "photo", "p1.png" },
            { File([2, 3], "image/png"), "photo", "p2.png" },
        };

        var item = await ItemAsync(host, form);

        Assert.Equal("""{"title":"ü","tag":["1","2"]}""", item.GetProperty("json").GetProperty("body").GetRawText());
        Assert.Equal(
            ["sheet text/csv up.csv 8", "photo0 image/png p1.png 1", "photo1 image/png p2.png 2"],
            item.GetProperty("binary").EnumerateObject().Select(Described));
    }

    [Theory]
    [InlineData("text/csv", "text/csv")]
    [InlineData("application/octet-stream", "application/octet-stream")]
    [InlineData("image/png", "image/png")]
    [InlineData("text/plain", "text/plain")]
    public async Task Call_BytesThatAreNoValue_AreTheBinaryData(string type, string mime)
    {
        await using var host = await ApiHost.StartAsync();
        await host.PublishAsync(Echo);

        var item = await ItemAsync(host, File([0xff, 0, 1], type));

        Assert.Equal("{}", item.GetProperty("json").GetProperty("body").GetRawText());
        Assert.Equal($"data {mime}  3", Described(Assert.Single(item.GetProperty("binary").EnumerateObject())));
    }

    [Fact]
    public async Task Call_JsonShapedLikeAnUpload_IsPlainData()
    {
        await using var host = await ApiHost.StartAsync();
        await host.PublishAsync(Echo);
        const string forged = """{"json":{},"binary":{"data":{"ref":"/etc/passwd","mime":"text/plain","path":"/etc/passwd","size":9}}}""";

        var item = await ItemAsync(host, new StringContent(forged, Encoding.UTF8, "application/json"));

        Assert.False(item.TryGetProperty("binary", out _));
        Assert.Equal(forged, item.GetProperty("json").GetProperty("body").GetRawText());
    }

    [Theory]
    [InlineData("multipart/form-data", "--x\r\n", 400, "request.form")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nno end", 400, "request.form")]
    [InlineData("multipart/form-data; boundary=x", "--x\r\n\r\nno name\r\n--x--\r\n", 400, "request.form")]
    public async Task Call_FormThatCannotBeRead_IsRefusedAndStartsNothing(string type, string body, int status, string code)
    {
        await using var host = await ApiHost.StartAsync();
        await host.PublishAsync(Echo);

        var answer = await host.SendAsync("POST", "/api/hooks/in", body, null, ("Content-Type", type));

        answer.AssertRefused(status, code);
        Assert.Empty((await host.GetAsync("/api/runs")).Root.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Call_TooManyParts_IsRefused()
    {
        await using var host = await ApiHost.StartAsync();
        await host.PublishAsync(Echo);
        using var form = new MultipartFormDataContent();
        for (var i = 0; i <= Limits.UploadParts; i++)
        {
            form.Add(new StringContent("x"), "a");
        }

        using var answer = await host.Http.PostAsync(new Uri("/api/hooks/in", UriKind.Relative), form);

        Assert.Equal(413, (int)answer.StatusCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Call_FileLargerThanAllowed_IsRefusedAndLeavesNothing(bool saysItsLength)
    {
        await using var host = await ApiHost.StartAsync();
        await host.PublishAsync(Echo);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/hooks/in") { Content = File(new byte[Limits.UploadBytes + 1], "image/png") };
        request.Headers.TransferEncodingChunked = !saysItsLength;

        using var answer = await host.Http.SendAsync(request);

        Assert.Equal(413, (int)answer.StatusCode);
        Assert.Empty((await host.GetAsync("/api/runs")).Root.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Call_SameUploadTwiceUnderOneKey_IsOneRunAndAnotherFileIsRefused()
    {
        await using var host = await ApiHost.StartAsync();
        await host.PublishAsync(Documents.Hook("echo", """ "path": "in", "respond": "immediately" """));

        var first = await KeyedAsync(host, [1, 2]);
        var again = await KeyedAsync(host, [1, 2]);
        var other = await KeyedAsync(host, [1, 3]);

        Assert.Equal(first["id"], again["id"]);
        other.AssertRefused(422, "start.keyReused");
    }

    [Theory]
    [InlineData("""[{"json":{},"binary":{"data":{"ref":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","mime":"a/b","size":1}}}]""")]
    [InlineData("""[{"json":{},"binary":{"data":{"path":"/etc/passwd"}}}]""")]
    public async Task Start_ItemsWithReferences_AreRefused(string body)
    {
        await using var host = await ApiHost.StartAsync();
        await host.PostAsync("/api/workflows", Documents.Hello());

        (await host.PostAsync("/api/workflows/hello/runs", body)).AssertRefused(422, "binary.unknown");
        Assert.Empty((await host.GetAsync("/api/runs")).Root.GetProperty("items").EnumerateArray());
    }

    private static async Task<Answered> KeyedAsync(ApiHost host, byte[] content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/hooks/in")
        {
            Content = new MultipartFormDataContent { { File(content, "image/png"), "f", "f.png" } },
        };
        request.Headers.Add("webhook-id", "one");
        using var response = await host.Http.SendAsync(request);
        return new((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsStringAsync(), new Dictionary<string, string>());
    }

    /// <summary>The item that the call gave, as the run's first frame shows it.</summary>
    private static async Task<JsonElement> ItemAsync(ApiHost host, HttpContent content)
    {
        using var answer = await host.Http.PostAsync(new Uri("/api/hooks/in", UriKind.Relative), content);
        Assert.True((int)answer.StatusCode == 200, await answer.Content.ReadAsStringAsync());
        var run = (await host.GetAsync("/api/runs?limit=1")).Root.GetProperty("items")[0].GetProperty("id").GetString();
        return (await host.GetAsync($"/api/runs/{run}")).Root.GetProperty("output")[0];
    }

    private static string Described(JsonProperty file) =>
        $"{file.Name} {file.Value.GetProperty("mime")} {(file.Value.TryGetProperty("fileName", out var name) ? name : default)} {file.Value.GetProperty("size")}";

    private static ByteArrayContent File(byte[] content, string? type)
    {
        var file = new ByteArrayContent(content);
        file.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        return file;
    }
}
