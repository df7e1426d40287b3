using System.Text;
using FlowForge.Core.Frames;
using FlowForge.Core.Ports;
using FlowForge.Secrets.Sealing;

namespace FlowForge.Secrets.Tests.Sealing;

public sealed class EnvelopeBoxTests
{
    private static readonly byte[] Values = Encoding.UTF8.GetBytes("""{"password":"correct horse"}""");
    private readonly EnvelopeBox _box = new(new([MasterKey.New()]));

    [Fact]
    public async Task Open_WhatWasSealed_GivesItBack()
    {
        var seal = await _box.SealAsync("shop", 3, Values, default);

        Assert.Equal(Values, (await _box.OpenAsync("shop", 3, seal, default)).ToArray());
        Assert.Equal(-1, seal.Span.IndexOf("horse"u8));
    }

    [Fact]
    public async Task Seal_Twice_SharesNoBytes()
    {
        var one = await _box.SealAsync("shop", 3, Values, default);
        var two = await _box.SealAsync("shop", 3, Values, default);

        Assert.NotEqual(one.Span[^40..].ToArray(), two.Span[^40..].ToArray());
    }

    [Theory]
    [InlineData("shop", 4)]
    [InlineData("shop2", 3)]
    public async Task Open_ForAnotherIdOrVersion_IsRefused(string id, int version)
    {
        var seal = await _box.SealAsync("shop", 3, Values, default);

        await Assert.ThrowsAsync<SealBrokenException>(async () => await _box.OpenAsync(id, version, seal, default));
    }

    [Fact]
    public async Task Open_WithAnyByteChanged_IsRefused()
    {
        var seal = (await _box.SealAsync("shop", 3, Values, default)).ToArray();
        for (var i = 0; i < seal.Length; i++)
        {
            var changed = seal.ToArray();
            changed[i] ^= 1;

            await Assert.ThrowsAsync<SealBrokenException>(async () => await _box.OpenAsync("shop", 3, changed, default));
        }

        await Assert.ThrowsAsync<SealBrokenException>(async () => await _box.OpenAsync("shop", 3, seal.AsMemory(0, 60), default));
    }

    [Fact]
    public async Task Open_UnderAnotherMasterKey_SaysWhichIsMissing()
    {
        var seal = await _box.SealAsync("shop", 3, Values, default);

        var broken = await Assert.ThrowsAsync<SealBrokenException>(async () => await new EnvelopeBox(new([MasterKey.New()])).OpenAsync("shop", 3, seal, default));

        Assert.Contains("which this vault does not have", broken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rewrap_UnderANewKey_OpensWithThatKeyAlone()
    {
        var (old, current) = (MasterKey.New(), MasterKey.New());
        var store = new MemoryCredentialStore();
        var row = new CredentialRow
        {
            Id = "shop", Name = "Shop", Type = "basic", Version = 3, CreatedAt = default, ChangedAt = default,
            Sealed = await new EnvelopeBox(new([old])).SealAsync("shop", 3, Values, default),
        };
        await store.SaveAsync(row, 0, default);

        Assert.Equal(1, await VaultRotation.RewrapAsync(store, new(new([old, current])), default));
        Assert.Equal(0, await VaultRotation.RewrapAsync(store, new(new([old, current])), default));

        var rewrapped = (await store.FindAsync("shop", default))!.Sealed;
        Assert.Equal(Values, (await new EnvelopeBox(new([current])).OpenAsync("shop", 3, rewrapped, default)).ToArray());
        Assert.Equal(row.Sealed.Span[^(Values.Length + 28)..].ToArray(), rewrapped.Span[^(Values.Length + 28)..].ToArray());
    }
}
