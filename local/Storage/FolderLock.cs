namespace FlowForge.Local.Storage;

/// <summary>A lock of the operating system on a file: it ends with the process, however that ends.</summary>
internal static class FolderLock
{
    /// <summary>The lock, or null when another process holds it.</summary>
    public static FileStream? TryTake(string file) => TryOpen(file);

    /// <summary>Whether a process holds it. A file that is not there is held by nobody, and is not made.</summary>
    public static bool IsHeld(string file)
    {
        if (!File.Exists(file))
        {
            return false;
        }

        using var taken = TryOpen(file);
        return taken is null;
    }

    /// <summary>Options of a file that only its user may read.</summary>
    public static FileStreamOptions Private(FileMode mode, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = share, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }

    private static FileStream? TryOpen(string file)
    {
        try
        {
            return new FileStream(file, Private(FileMode.OpenOrCreate, FileShare.None));
        }
        catch (IOException taken) when (taken is not (FileNotFoundException or DirectoryNotFoundException or PathTooLongException))
        {
            return null;
        }
    }
}
