using System.Runtime.Versioning;
using FlowForge.Secrets.Sealing;

namespace FlowForge.Secrets.Tests.Sealing;

[UnsupportedOSPlatform("windows")]
public sealed class MasterKeyFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ff-keys-").FullName;

    private string KeyFile => Path.Combine(_folder, "vault.key");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(null)]
    [InlineData("a long passphrase")]
    public async Task Open_Twice_GivesTheSameKey(string? passphrase)
    {
        var seal = await new EnvelopeBox(MasterKeyFile.Open(KeyFile, passphrase)).SealAsync("a", 1, new byte[] { 1 }, default);

        var opened = await new EnvelopeBox(MasterKeyFile.Open(KeyFile, passphrase)).OpenAsync("a", 1, seal, default);

        Assert.Equal([1], opened.ToArray());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyFile));
    }

    [Fact]
    public void Open_WithTheWrongPassphrase_NamesTheFile()
    {
        MasterKeyFile.Open(KeyFile, "right");

        Assert.Contains(KeyFile, Assert.Throws<SealBrokenException>(() => MasterKeyFile.Open(KeyFile, "wrong")).Message, StringComparison.Ordinal);
        Assert.Contains("FlowForge__Secrets__Passphrase", Assert.Throws<SealBrokenException>(() => MasterKeyFile.Open(KeyFile, null)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_WhenOthersMayRead_IsRefused()
    {
        MasterKeyFile.Open(KeyFile, null);
        File.SetUnixFileMode(KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);

        Assert.Contains("chmod 600", Assert.Throws<SealBrokenException>(() => MasterKeyFile.Open(KeyFile, null)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("something else\n")]
    [InlineData("flowforge master keys 1\nnot base64!\n")]
    [InlineData("flowforge master keys 1\nAAAA\n")]
    [InlineData("flowforge master keys 1 locked x\ny\n")]
    public void Open_ADamagedFile_IsRefusedAndLeftAsItIs(string text)
    {
        File.WriteAllText(KeyFile, text);
        File.SetUnixFileMode(KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);

        Assert.Throws<SealBrokenException>(() => MasterKeyFile.Open(KeyFile, "p"));
        Assert.Equal(text, File.ReadAllText(KeyFile));
    }

    [Fact]
    public async Task Rotate_KeepsTheOldKeyForWhatItSealed()
    {
        var seal = await new EnvelopeBox(MasterKeyFile.Open(KeyFile, "p")).SealAsync("a", 1, new byte[] { 7 }, default);

        var rotated = new EnvelopeBox(MasterKeyFile.Rotate(KeyFile, "p"));

        Assert.Equal([7], (await rotated.OpenAsync("a", 1, seal, default)).ToArray());
        Assert.NotNull(rotated.Rewrap("a", 1, seal));
        Assert.Null(rotated.Rewrap("a", 1, await new EnvelopeBox(MasterKeyFile.Open(KeyFile, "p")).SealAsync("a", 1, new byte[] { 7 }, default)));
    }
}
