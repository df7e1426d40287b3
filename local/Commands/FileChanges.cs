using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace FlowForge.Local.Commands;

/// <summary>Says now, and then each time a file has been saved.</summary>
internal static class FileChanges
{
    private static readonly TimeSpan Settled = TimeSpan.FromMilliseconds(150);

    public static async IAsyncEnumerable<int> OfAsync(string path, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var full = Path.GetFullPath(path);
        var changes = Channel.CreateBounded<int>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        using var watcher = new FileSystemWatcher(Path.GetDirectoryName(full)!, Path.GetFileName(full));
        watcher.Changed += (_, _) => changes.Writer.TryWrite(0);
        watcher.Created += (_, _) => changes.Writer.TryWrite(0);
        watcher.Renamed += (_, _) => changes.Writer.TryWrite(0);
        watcher.EnableRaisingEvents = true;
        for (var count = 0; ; count++)
        {
            yield return count;
            await changes.Reader.ReadAsync(cancellation).ConfigureAwait(false);

            // An editor saves in several steps; the file is read when it has been quiet for a moment.
            do
            {
                await Task.Delay(Settled, TimeProvider.System, cancellation).ConfigureAwait(false);
            }
            while (changes.Reader.TryRead(out _));
        }
    }
}
