using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FlowForge.Api.Tests.Support;
using FlowForge.Core;

namespace FlowForge.Api.Tests.Packing;

public sealed class PackedHookTests : IAsyncLifetime
{
    private const string Secret = "a secret of more than thirty-two bytes, for every scheme";
    private const string Path = "/api/hooks/in";
    private ApiHost _host = null!;

    public static TheoryData<string> Codings => Packed.Codings;

    public async Task InitializeAsync() => _host = await ApiHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [MemberData(nameof(Codings))]
    public async Task Call_PackedJson_IsTheBody(string coding)
    {
        await _host.PublishAsync(Documents.Hook("echo", """ "path": "in", "respond": "lastNode" """));

        var (status, text) = await Packed.PostAsync(_host.Http, Path, coding, Packed.Of(coding, """{"order":7}"""u8), "application/json");

        Assert.True(status == 200, text);
        Assert.Equal("""{"order":7}""", JsonElement.Parse(text).GetProperty("body").GetRawText());
    }

    [Theory]
    [MemberData(nameof(Codings))]
    public async Task Call_PackedFile_IsUnpackedIntoTheStore(string coding)
    {
        await _host.PublishAsync(Documents.Hook("echo", """ "path": "in", "respond": "lastNode" """));

        var (status, text) = await Packed.PostAsync(_host.Http, Path, coding, Packed.Of(coding, new byte[200_000]), "image/png");

        Assert.True(status == 200, text);
        var run = (await _host.GetAsync("/api/runs")).Root.GetProperty("items")[0].GetProperty("id").GetString();
        Assert.Contains("\"size\":200000", (await _host.GetAsync($"/api/runs/{run}/frames")).Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/json", Limits.WebhookBytes)]
    [InlineData("image/png", Limits.UploadBytes)]
    [InlineData("multipart/form-data; boundary=x", Limits.UploadBytes)]
    public async Task Call_HoldsMoreThanItMay_Is413AndLeavesNothing(string type, int most)
    {
        await _host.PublishAsync(Documents.Hook("echo", """ "path": "in", "respond": "lastNode" """));
        var form = "--x\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f\"\r\n\r\n"u8;
        byte[] content = [.. type.StartsWith("multipart", StringComparison.Ordinal) ? form : default, .. new byte[most + 1]];

        foreach (var coding in (string[])["gzip", "br"])
        {
            var (status, text) = await Packed.PostAsync(_host.Http, Path, coding, Packed.Of(coding, content), type);

            Assert.True(status == 413, $"{status} {text}");
        }

        Assert.Empty((await _host.GetAsync("/api/runs")).Root.GetProperty("items").EnumerateArray());
    }

    [Theory]
    [InlineData("image/png", "request.encoding")]
    [InlineData("multipart/form-data; boundary=x", "request.form")]
    public async Task Call_BrokenUpload_Is400(string type, string code)
    {
        await _host.PublishAsync(Documents.Hook("echo", """ "path": "in", "respond": "lastNode" """));
        foreach (var coding in (string[])["gzip", "deflate", "br"])
        {
            var packed = Packed.Of(coding, RandomNumberGenerator.GetBytes(10_000));

            var (status, text) = await Packed.PostAsync(_host.Http, Path, coding, packed[..^4000], type);

            Assert.True(status == 400, $"{status} {text}");
            Assert.Contains(code, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Call_Signed_IsHeldAgainstTheBytesAsTheyWereSent()
    {
        var made = await _host.PostAsync("/api/credentials", $$"""{ "id": "shop", "type": "signature", "values": { "secret": "{{Secret}}" } }""");
        Assert.True(made.Status == 201, made.Body);
        await _host.PublishAsync("""
            { "flowforge": 1, "id": "a", "name": "a", "graph": { "edges": [], "nodes": [
              { "id": "hook", "kind": "trigger.webhook", "parameters": { "path": "in", "respond": "lastNode", "auth": { "type": "signature", "credential": "shop", "scheme": "github" } } } ] } }
            """);
        var content = """{"order":7}"""u8.ToArray();
        var packed = Packed.Of("gzip", content);

        var sent = await Packed.PostAsync(_host.Http, Path, "gzip", packed, "application/json", ("x-hub-signature-256", Signed(packed)));
        var unpacked = await Packed.PostAsync(_host.Http, Path, "gzip", packed, "application/json", ("x-hub-signature-256", Signed(content)));

        Assert.True(sent.Status == 200, sent.Text);
        Assert.Equal("""{"order":7}""", JsonElement.Parse(sent.Text).GetProperty("body").GetRawText());
        Assert.Equal(401, unpacked.Status);
    }

    private static string Signed(byte[] content) => "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), content));
}
