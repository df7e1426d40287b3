using FlowForge.Core.Ports;

namespace FlowForge.Local.Storage;

/// <summary>
/// The folder in which a host keeps its data, owned by one process at a time: by a lock of the operating system, so that no stale lock is left
/// behind by a killed host. Files that are not ours are left alone.
/// </summary>
public sealed class DataFolder : IDisposable
{
    /// <summary>Name of the file of <see cref="SqliteDatabase"/>.</summary>
    public const string DatabaseName = "flowforge.db";

    private const string LockName = "lock";
    private const string NoteName = "host.json";
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private readonly FileStream _lock;
    private bool _isDisposed;

    private DataFolder(string path, FileStream held)
    {
        (Path, _lock) = (path, held);

        // A note that is here now is of a host that was killed.
        File.Delete(NoteFile);
    }

    /// <summary>The folder, absolute.</summary>
    public string Path { get; }

    /// <summary>The file of <see cref="SqliteDatabase"/>.</summary>
    public string DatabasePath => System.IO.Path.Combine(Path, DatabaseName);

    private string NoteFile => System.IO.Path.Combine(Path, NoteName);

    /// <summary>
    /// Makes the folder, for its user only, and takes it. A host that is just ending is waited for, 5 s at most; then <see cref="StoreFault"/>
    /// with one sentence that names the owner.
    /// </summary>
    public static async Task<DataFolder> OpenAsync(string path, TimeProvider clock, CancellationToken cancellation = default)
    {
        var folder = System.IO.Path.GetFullPath(path);
        var begun = clock.GetTimestamp();
        while (true)
        {
            if (TryTake(folder) is { } held)
            {
                return new(folder, held);
            }

            if (clock.GetElapsedTime(begun) >= LongestWait)
            {
                throw new StoreFault(Refusal(folder));
            }

            await Task.Delay(Pause, clock, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Address and token of the host that owns the folder now; null when none does, or it has not said yet.</summary>
    public static HostNote? FindOwner(string path) =>
        FolderLock.IsHeld(System.IO.Path.Combine(path, LockName)) ? HostNote.Read(System.IO.Path.Combine(path, NoteName)) : null;

    /// <summary>Tells the programs of this user where the host listens.</summary>
    public void Announce(string address, string token) => new HostNote(address, token, Environment.ProcessId).Write(NoteFile);

    /// <summary>Takes the note away and gives the folder free.</summary>
    public void Dispose()
    {
        if (!_isDisposed)
        {
            _isDisposed = true;
            File.Delete(NoteFile);
            _lock.Dispose();
        }
    }

    private static FileStream? TryTake(string folder)
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(folder);
            }
            else
            {
                Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }

            return FolderLock.TryTake(System.IO.Path.Combine(folder, LockName));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new StoreFault($"The data folder {folder} cannot be used: {refused.Message}", refused);
        }
    }

    private static string Refusal(string folder) => FindOwner(folder) is { } owner
        ? $"The data folder {folder} is in use by the FlowForge host at {owner.Address} (process {owner.Pid}); stop it, or choose another folder with --data."
        : $"The data folder {folder} is in use by another process; stop it, or choose another folder with --data.";
}
