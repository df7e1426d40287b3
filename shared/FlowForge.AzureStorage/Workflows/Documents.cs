using System.Collections.Concurrent;
using System.Text;
using FlowForge.AzureStorage.Access;
using FlowForge.AzureStorage.Keys;
using FlowForge.Core.Ports;

namespace FlowForge.AzureStorage.Workflows;

/// <summary>Documents by their hash.</summary>
internal sealed class Documents(AzureStorageAccount account)
{
    private const int Remembered = 10_000;
    private static readonly TimeSpan PinnedFor = TimeSpan.FromHours(12);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _pinned = new(StringComparer.Ordinal);

    /// <summary>Name of a document's blob.</summary>
    public static string Name(string hash) => $"documents/{Escaped.Of(hash)}";

    /// <summary>
    /// Keeps a document unless it is there. One that was pinned long ago is written anew, so that a sweep, which leaves young ones alone, does not
    /// take it from a run that is just starting.
    /// </summary>
    public async Task PinAsync(string hash, string document)
    {
        var now = TimeProvider.System.GetUtcNow();
        if (_pinned.TryGetValue(hash, out var at) && at > now - PinnedFor)
        {
            return;
        }

        if (!await account.Contents.AddAsync(Name(hash), Encoding.UTF8.GetBytes(document), mend: false).ConfigureAwait(false))
        {
            await TouchAsync(hash, now).ConfigureAwait(false);
        }

        if (_pinned.Count >= Remembered)
        {
            _pinned.Clear();
        }

        _pinned[hash] = now;
    }

    /// <summary>The document, or null.</summary>
    public async Task<string?> FindAsync(string hash, CancellationToken cancellation) =>
        await account.Contents.FindAsync(Name(hash), cancellation).ConfigureAwait(false) is { } content ? Encoding.UTF8.GetString(content.Span) : null;

    /// <summary>The document; a <see cref="StoreFault"/> when it is missing.</summary>
    public async Task<string> GetAsync(string hash, CancellationToken cancellation) =>
        await FindAsync(hash, cancellation).ConfigureAwait(false) ?? throw new StoreFault($"The document {hash} is missing.");

    private async Task TouchAsync(string hash, DateTimeOffset now)
    {
        var blob = account.Container.GetBlobClient(Name(hash));
        var kept = (await blob.GetPropertiesAsync().ConfigureAwait(false)).Value;
        if (kept.LastModified < now - PinnedFor)
        {
            await blob.SetMetadataAsync(new Dictionary<string, string> { ["pinned"] = now.ToString("O") }).ConfigureAwait(false);
        }
    }
}
