using FlowForge.Core.Ports;
using FlowForge.Local.Storage;
using Microsoft.Extensions.Time.Testing;

namespace FlowForge.Local.Tests.Storage;

public sealed class DataFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _clock = new();

    private string Folder => _folder["data"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Open_NoFolder_MakesItForItsUserOnly()
    {
        using var owned = await DataFolder.OpenAsync(Path.Combine(Folder, "deep"), _clock);

        Assert.Equal(Path.Combine(Folder, "deep", "flowforge.db"), owned.DatabasePath);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(owned.Path));
        }
    }

    [Fact]
    public async Task Announce_Owned_IsFoundUntilItEnds()
    {
        using (var owned = await DataFolder.OpenAsync(Folder, _clock))
        {
            Assert.Null(DataFolder.FindOwner(Folder));
            owned.Announce("http://127.0.0.1:1", "first");
            owned.Announce("http://127.0.0.1:2", "second");

            Assert.Equal(new("http://127.0.0.1:2", "second", Environment.ProcessId), DataFolder.FindOwner(Folder));
            if (!OperatingSystem.IsWindows())
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(Folder, "host.json")));
            }
        }

        Assert.Null(DataFolder.FindOwner(Folder));
        Assert.False(File.Exists(Path.Combine(Folder, "host.json")));
    }

    [Fact]
    public async Task Open_OwnedByAnotherProcess_IsRefusedAfterFiveSecondsNamingIt()
    {
        using var other = SecondProcess.Start("own", Folder);
        Assert.Equal("owned", await other.ReadLineAsync());

        var open = DataFolder.OpenAsync(Folder, _clock);
        Assert.False(open.IsCompleted);
        await AdvanceUntilAsync(open);

        var fault = await Assert.ThrowsAsync<StoreFault>(() => open);
        Assert.Contains("http://127.0.0.1:5080", fault.Message, StringComparison.Ordinal);
        Assert.Contains($"process {other.Id}", fault.Message, StringComparison.Ordinal);
        Assert.True(_clock.GetUtcNow() - _clock.Start >= TimeSpan.FromSeconds(5));
        Assert.Equal(new("http://127.0.0.1:5080", "token", other.Id), DataFolder.FindOwner(Folder));
    }

    [Fact]
    public async Task Open_OtherProcessEndsMeanwhile_TakesTheFolder()
    {
        using var other = SecondProcess.Start("own", Folder);
        Assert.Equal("owned", await other.ReadLineAsync());
        var open = DataFolder.OpenAsync(Folder, _clock);
        Assert.False(open.IsCompleted);

        await other.EndAsync();
        await AdvanceUntilAsync(open);

        using var owned = await open;
        Assert.Equal(Folder, owned.Path);
    }

    [Fact]
    public async Task FindOwner_OwnerWasKilled_GivesNullAndTheFolderIsFree()
    {
        using var other = SecondProcess.Start("own", Folder);
        Assert.Equal("owned", await other.ReadLineAsync());
        await other.KillAsync();

        Assert.True(File.Exists(Path.Combine(Folder, "host.json")));
        Assert.Null(DataFolder.FindOwner(Folder));
        using var owned = await DataFolder.OpenAsync(Folder, _clock);
        Assert.False(File.Exists(Path.Combine(Folder, "host.json")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("{\"address\":5}")]
    [InlineData("{}")]
    public async Task FindOwner_UnreadableNote_GivesNull(string note)
    {
        using var owned = await DataFolder.OpenAsync(Folder, _clock);
        await File.WriteAllTextAsync(Path.Combine(Folder, "host.json"), note);

        Assert.Null(DataFolder.FindOwner(Folder));
    }

    [Fact]
    public async Task Open_ForeignFiles_AreLeftAlone()
    {
        Directory.CreateDirectory(Folder);
        await File.WriteAllTextAsync(Path.Combine(Folder, "letter.txt"), "Dear all");
        (await DataFolder.OpenAsync(Folder, _clock)).Dispose();

        Assert.Equal("Dear all", await File.ReadAllTextAsync(Path.Combine(Folder, "letter.txt")));
    }

    [Fact]
    public void FindOwner_NoFolder_GivesNullAndMakesNone()
    {
        Assert.Null(DataFolder.FindOwner(Folder));
        Assert.False(Directory.Exists(Folder));
    }

    [Fact]
    public async Task Open_AFileInItsPlace_IsAFaultThatNamesIt()
    {
        await File.WriteAllTextAsync(Folder, "");

        var fault = await Assert.ThrowsAsync<StoreFault>(() => DataFolder.OpenAsync(Folder, _clock));
        Assert.Contains(Folder, fault.Message, StringComparison.Ordinal);
    }

    private async Task AdvanceUntilAsync(Task task)
    {
        while (!task.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }
    }
}
