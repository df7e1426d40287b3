using FlowForge.Core.Frames;
using FlowForge.Core.Ports;
using FlowForge.Secrets.Sealing;
using Microsoft.Extensions.Time.Testing;

namespace FlowForge.Secrets.Tests;

public sealed class CredentialVaultTests
{
    private const string Canary = "canary-9f3b2c71";
    private readonly MemoryCredentialStore _store = new();
    private readonly MemoryAuditLog _audit = new();
    private readonly CredentialVault _vault;

    public CredentialVaultTests() => _vault = new(_store, new EnvelopeBox(new([MasterKey.New()])), _audit, new FakeTimeProvider());

    [Fact]
    public async Task Create_ThenOpen_GivesTheValuesToTheOpenerOnly()
    {
        var made = await _vault.CreateAsync(Draft("shop"), default);
        var opened = await _vault.OpenAsync("shop", new("run1", "call", "https://api.example"), default);

        Assert.Equal((1, "basic"), (made.Value!.Version, made.Value.Type));
        Assert.Equal(Canary, opened.Value!.Value("password"));
        Assert.DoesNotContain(Canary, opened.Value.ToString() + made.Value + Draft("x"), StringComparison.Ordinal);
        Assert.True(opened.Value.MayGoTo(new("https://api.example/orders?x=1")));
        Assert.False(opened.Value.MayGoTo(new("https://api.example:444/")));
        Assert.False(opened.Value.MayGoTo(new("http://api.example/")));
    }

    [Fact]
    public async Task Open_ByOneNodeManyTimes_IsLoggedOnceAndByAnotherAgain()
    {
        await _vault.CreateAsync(Draft("shop"), default);
        for (var i = 0; i < 5; i++)
        {
            await _vault.OpenAsync("shop", new("run1", "call", "https://api.example"), default);
        }

        await _vault.OpenAsync("shop", new("run1", "other", "https://api.example"), default);

        var log = (await _audit.ListAsync(new(50, null, "credential:shop"), default)).Items;
        Assert.Equal(["credential.used", "credential.used", "credential.created"], log.Select(entry => entry.Action));
        Assert.DoesNotContain(Canary, string.Join('\n', log), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replace_WithFieldsLeftOut_KeepsThem()
    {
        await _vault.CreateAsync(Draft("shop"), default);

        var changed = await _vault.ReplaceAsync(Draft("shop", values: new() { ["user"] = "bob" }), 1, default);

        var opened = (await _vault.OpenAsync("shop", new(null, null, "test"), default)).Value!;
        Assert.Equal((2, "bob", Canary), (changed.Value!.Version, opened.Value("user"), opened.Value("password")));
    }

    [Fact]
    public async Task Replace_WithAnotherTypeAndFieldsMissing_IsRefusedAndChangesNothing()
    {
        await _vault.CreateAsync(Draft("shop"), default);

        var refused = await _vault.ReplaceAsync(Draft("shop", type: "header", values: new() { ["name"] = "x-key" }), 1, default);

        Assert.Equal("credential.invalid", refused.Failure!.Code);
        Assert.Equal(1, (await _vault.FindAsync("shop", default))!.Version);
    }

    [Fact]
    public async Task ReplaceAndDelete_WithAnOldVersion_AreRefused()
    {
        await _vault.CreateAsync(Draft("shop"), default);
        await _vault.ReplaceAsync(Draft("shop"), 1, default);

        Assert.Equal("credential.changed", (await _vault.ReplaceAsync(Draft("shop"), 1, default)).Failure!.Code);
        Assert.Equal("credential.changed", (await _vault.DeleteAsync("shop", 1, default)).Failure!.Code);
        Assert.False((await _vault.DeleteAsync("shop", 2, default)).IsFailure);
        Assert.Equal("credential.unavailable", (await _vault.OpenAsync("shop", new(null, null, "test"), default)).Failure!.Code);
    }

    [Theory]
    [InlineData("../x", "basic", "https://a.example", "'id'")]
    [InlineData("a", "none", "https://a.example", "'type'")]
    [InlineData("a", "basic", "ftp://a.example", "'origins'")]
    [InlineData("a", "basic", "https://a.example/path", "'origins'")]
    [InlineData("a", "basic", "https://u:p@a.example", "'origins'")]
    [InlineData("a", "basic", "https://*.com", "'origins'")]
    [InlineData("a", "basic", "https://*", "'origins'")]
    [InlineData("a", "bearer", "https://a.example", "'values.user'")]
    public async Task Create_WhatIsNotRight_NamesTheField(string id, string type, string origin, string field)
    {
        var refused = await _vault.CreateAsync(Draft(id, type, [origin]), default);

        Assert.Equal("credential.invalid", refused.Failure!.Code);
        Assert.StartsWith(field, refused.Failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, refused.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_WithALineBreakInAHeaderValue_IsRefused()
    {
        var refused = await _vault.CreateAsync(Draft("a", "header", null, new() { ["name"] = "x", ["value"] = "a\r\nHost: b" }), default);

        Assert.Equal("credential.invalid", refused.Failure!.Code);
    }

    [Fact]
    public async Task Create_TheSameIdTwice_IsRefused()
    {
        await _vault.CreateAsync(Draft("a"), default);

        Assert.Equal("credential.exists", (await _vault.CreateAsync(Draft("a"), default)).Failure!.Code);
    }

    [Fact]
    public async Task Open_UnderAnotherKey_IsAFailureThatNamesTheCredential()
    {
        await _vault.CreateAsync(Draft("a"), default);
        var elsewhere = new CredentialVault(_store, new EnvelopeBox(new([MasterKey.New()])), _audit, new FakeTimeProvider());

        var failure = (await elsewhere.OpenAsync("a", new(null, null, "test"), default)).Failure!;

        Assert.Equal("credential.unreadable", failure.Code);
        Assert.Contains("'a'", failure.Message, StringComparison.Ordinal);
    }

    private static CredentialDraft Draft(
        string id, string type = "basic", IReadOnlyList<string>? origins = null, Dictionary<string, string>? values = null) =>
        new(id, "The shop", type, origins ?? ["https://api.example"], values ?? new() { ["user"] = "ada", ["password"] = Canary });
}
