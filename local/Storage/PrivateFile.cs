namespace FlowForge.Local.Storage;

/// <summary>Files that only their owner may read, from the first moment on.</summary>
internal static class PrivateFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes an empty file when there is none.</summary>
    public static void Ensure(string path)
    {
        using var file = new FileStream(path, Options(FileMode.OpenOrCreate, FileShare.ReadWrite | FileShare.Delete));
    }

    /// <summary>Puts <paramref name="content"/> in the place of what was there, in one step.</summary>
    public static void Replace(string path, ReadOnlySpan<byte> content)
    {
        // A left-over may have been made by others with other rights, so it is not reused.
        var next = path + ".next";
        File.Delete(next);
        using (var file = new FileStream(next, Options(FileMode.CreateNew, FileShare.None)))
        {
            file.Write(content);
        }

        File.Move(next, path, overwrite: true);
    }

    /// <summary>Opens and locks a file against every other process; <see cref="IOException"/> when one holds it.</summary>
    public static FileStream Lock(string path) => new(path, Options(FileMode.OpenOrCreate, FileShare.None));

    private static FileStreamOptions Options(FileMode mode, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = share, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return options;
    }
}
