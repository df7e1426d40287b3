using FlowForge.Core.Failures;

namespace FlowForge.Local.Storage;

/// <summary>
/// A data folder that this process owns, by an operating-system lock that ends with the process, however it ends.
/// Files of others in the folder are left alone.
/// </summary>
internal sealed class DataFolder : IDisposable
{
    /// <summary>Code of the failure when another process owns the folder.</summary>
    public const string InUse = "data.inUse";

    /// <summary>Code of the failure when the folder cannot be made or written.</summary>
    public const string Unusable = "data.unusable";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly FileStream _lock;

    private DataFolder(string path, FileStream held)
    {
        Path = path;
        _lock = held;
    }

    /// <summary>Full path of the folder.</summary>
    public string Path { get; }

    /// <summary>The database in it.</summary>
    public string DatabaseFile => System.IO.Path.Combine(Path, "flowforge.db");

    /// <summary>
    /// Makes the folder when it is not there and takes the lock. A killed owner may still be dying, so it waits up to five seconds.
    /// Failures: <see cref="InUse"/>, <see cref="Unusable"/>.
    /// </summary>
    public static async Task<Outcome<DataFolder>> OwnAsync(string path, TimeProvider time, CancellationToken cancellation)
    {
        var full = System.IO.Path.GetFullPath(path);
        var begun = time.GetTimestamp();
        while (true)
        {
            try
            {
                Make(full);
                return new DataFolder(full, PrivateFile.Lock(LockFile(full)));
            }
            catch (IOException error) when (IsHeld(error))
            {
                if (time.GetElapsedTime(begun) >= Patience)
                {
                    return Refusal(full);
                }
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                return Failure.Of(Unusable, $"The data folder {full} cannot be used: {error.Message}");
            }

            await Task.Delay(Pause, time, cancellation);
        }
    }

    /// <summary>Where the owner of a folder answers; null when nobody owns it, whatever an old <c>host.json</c> says.</summary>
    public static HostAddress? FindOwner(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        return IsOwned(full) ? HostAddress.Read(HostFile(full)) : null;
    }

    /// <summary>Says in <c>host.json</c> where this process answers.</summary>
    public void Announce(HostAddress address) => address.Write(HostFile(Path));

    /// <summary>Takes the announcement back and gives the folder up.</summary>
    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            File.Delete(HostFile(Path));
        }

        _lock.Dispose();
    }

    private static string LockFile(string folder) => System.IO.Path.Combine(folder, "flowforge.lock");

    private static string HostFile(string folder) => System.IO.Path.Combine(folder, "host.json");

    private static void Make(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    // A shared lock is refused while the owner holds the exclusive one, and does not refuse other askers.
    private static bool IsOwned(string folder)
    {
        try
        {
            using var probe = new FileStream(LockFile(folder), FileMode.Open, FileAccess.Read, FileShare.Read);
            return false;
        }
        catch (IOException error) when (IsHeld(error))
        {
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    // EWOULDBLOCK on Linux and on macOS, ERROR_SHARING_VIOLATION on Windows.
    private static bool IsHeld(IOException error) => error.HResult is 11 or 35 or unchecked((int)0x80070020);

    private static Failure Refusal(string folder) =>
        Failure.Of(InUse, HostAddress.Read(HostFile(folder)) is { } owner
            ? $"The data folder {folder} is in use by the FlowForge process {owner.Pid} at {owner.Address}."
            : $"The data folder {folder} is in use by another process.");
}
