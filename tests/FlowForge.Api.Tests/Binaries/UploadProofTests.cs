using System.Security.Cryptography;
using System.Text;
using FlowForge.Api.Tests.Support;
using FlowForge.Core;

namespace FlowForge.Api.Tests.Binaries;

/// <summary>Uploads to webhooks that ask their callers for a proof.</summary>
public sealed class UploadProofTests : IAsyncLifetime
{
    private const string Secret = "a secret of more than thirty-two bytes, for every scheme";
    private ApiHost _host = null!;

    public async Task InitializeAsync() => _host = await ApiHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Header_WrongOne_IsRefusedBeforeTheFileIsRead()
    {
        await PublishAsync("header", $$"""{ "name": "X-Shop-Key", "value": "{{Secret}}" }""");

        Assert.Equal(401, await SendAsync(new byte[Limits.WebhookBytes + 1], "x-shop-key", "wrong"));
        Assert.Empty((await _host.GetAsync("/api/runs")).Root.GetProperty("items").EnumerateArray());
        Assert.Equal(200, await SendAsync(new byte[Limits.WebhookBytes + 1], "x-shop-key", Secret));
        Assert.DoesNotContain(Secret, (await RunAsync()).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signature_OverAFile_HoldsForItsBytesAndIsBoundedAsValuesAre()
    {
        await PublishAsync("signature", $$"""{ "secret": "{{Secret}}" }""", """, "scheme": "github" """);
        byte[] content = [1, 2, 0xff];

        Assert.Equal(401, await SendAsync([1, 2, 0xfe], "x-hub-signature-256", Signed(content)));
        Assert.Equal(200, await SendAsync(content, "x-hub-signature-256", Signed(content)));
        Assert.Contains("\"size\":3", (await RunAsync()).Body, StringComparison.Ordinal);
        Assert.Equal(413, await SendAsync(new byte[Limits.WebhookBytes + 1], "x-hub-signature-256", Signed(new byte[Limits.WebhookBytes + 1])));
    }

    private static string Signed(byte[] content) => "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), content));

    private async Task PublishAsync(string type, string values, string more = "")
    {
        var made = await _host.PostAsync("/api/credentials", $$"""{ "id": "shop", "type": "{{type}}", "values": {{values}} }""");
        Assert.True(made.Status == 201, made.Body);
        await _host.PublishAsync($$"""
            { "flowforge": 1, "id": "a", "name": "a", "graph": { "edges": [], "nodes": [
              { "id": "hook", "kind": "trigger.webhook", "parameters": { "path": "a", "respond": "lastNode", "auth": { "type": "{{type}}", "credential": "shop"{{more}} } } } ] } }
            """);
    }

    private async Task<int> SendAsync(byte[] content, string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/hooks/a") { Content = new ByteArrayContent(content) { Headers = { ContentType = new("image/png") } } };
        request.Headers.Add(header, value);
        using var answer = await _host.Http.SendAsync(request);
        return (int)answer.StatusCode;
    }

    private async Task<Answered> RunAsync() =>
        await _host.GetAsync($"/api/runs/{(await _host.GetAsync("/api/runs?limit=1")).Root.GetProperty("items")[0].GetProperty("id")}");
}
