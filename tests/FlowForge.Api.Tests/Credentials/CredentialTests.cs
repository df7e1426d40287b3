using FlowForge.Api.Tests.Support;

namespace FlowForge.Api.Tests.Credentials;

public sealed class CredentialTests
{
    private const string Canary = "canary-5c1d77e0";

    private const string Draft = $$"""
        { "id": "shop", "name": "The shop", "type": "basic", "origins": ["https://api.example.com/"], "values": { "user": "ada", "password": "{{Canary}}" } }
        """;

    [Fact]
    public async Task Create_ThenReadEverywhere_NeverShowsAValue()
    {
        await using var host = await ApiHost.StartAsync();

        var made = await host.PostAsync("/api/credentials", Draft);
        var read = await host.GetAsync("/api/credentials/shop");
        var list = await host.GetAsync("/api/credentials");
        var audit = await host.GetAsync("/api/audit?subject=credential:shop");

        Assert.Equal((201, "/api/credentials/shop"), (made.Status, made.Headers["Location"]));
        Assert.Equal("""["https://api.example.com"]""", read.Root.GetProperty("origins").GetRawText());
        Assert.Equal("credential.created", audit.Root.GetProperty("items")[0].GetProperty("action").GetString());
        Assert.All(new[] { made, read, list, audit }, answer => Assert.DoesNotContain(Canary, answer.Body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Put_HoldsToItsConditions()
    {
        await using var host = await ApiHost.StartAsync();
        var made = await host.PostAsync("/api/credentials", Draft);

        (await host.SendAsync("PUT", "/api/credentials/shop", Draft)).AssertRefused(428, "request.conditionMissing");
        var changed = await host.SendAsync("PUT", "/api/credentials/shop", Draft.Replace("ada", "bob"), headers: ("If-Match", made.ETag));
        (await host.SendAsync("PUT", "/api/credentials/shop", Draft, headers: ("If-Match", made.ETag))).AssertRefused(412, "credential.changed");

        Assert.Equal((200, "2"), (changed.Status, changed["version"]));
        (await host.PostAsync("/api/credentials", Draft)).AssertRefused(409, "credential.exists");
        Assert.Equal(201, (await host.SendAsync("PUT", "/api/credentials/new", Draft.Replace("\"shop\"", "\"new\""), headers: ("If-None-Match", "*"))).Status);
    }

    [Theory]
    [InlineData("""{ "id": "a b", "type": "basic", "values": {} }""", "'id'")]
    [InlineData("""{ "id": "a", "type": "basic", "values": { "user": "u" } }""", "'values.password'")]
    [InlineData("""{ "id": "a", "type": "bearer", "origins": ["nowhere"], "values": { "token": "t" } }""", "'origins'")]
    public async Task Create_WhatIsNotRight_Is422AndNamesTheField(string draft, string field)
    {
        await using var host = await ApiHost.StartAsync();

        var refused = await host.PostAsync("/api/credentials", draft);

        refused.AssertRefused(422, "credential.invalid");
        Assert.Contains(field, refused.Body.Replace("\\u0027", "'", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_WithAValueThatIsNoString_Is400WithoutIt()
    {
        await using var host = await ApiHost.StartAsync();

        var refused = await host.PostAsync("/api/credentials", """{ "id": "a", "type": "bearer", "values": { "token": 5550123 } }""");

        refused.AssertRefused(400, "request.body");
        Assert.DoesNotContain("5550123", refused.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Test_WithoutAnAddress_OpensTheSeal()
    {
        await using var host = await ApiHost.StartAsync();
        await host.PostAsync("/api/credentials", Draft);

        Assert.Equal("True", (await host.PostAsync("/api/credentials/shop/test", "{}"))["ok"]);
        (await host.PostAsync("/api/credentials/none/test", "{}")).AssertRefused(404, "credential.unknown");
    }

    [Fact]
    public async Task Test_AgainstAnOriginItIsNotBoundTo_SendsNothing()
    {
        await using var host = await ApiHost.StartAsync();
        await host.PostAsync("/api/credentials", Draft);

        var tested = await host.PostAsync("/api/credentials/shop/test", $$"""{ "url": "{{host.Address}}api/health/live" }""");

        Assert.Equal("False", tested["ok"]);
        Assert.Contains("not bound", tested["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Types_AreListedWithTheirFields()
    {
        await using var host = await ApiHost.StartAsync();

        var types = (await host.GetAsync("/api/credential-types")).Root.GetProperty("items").EnumerateArray().ToDictionary(type => type.GetProperty("name").GetString()!);

        Assert.Equal(["user", "password"], types["basic"].GetProperty("fields").EnumerateArray().Select(field => field.GetProperty("name").GetString()));
    }
}
