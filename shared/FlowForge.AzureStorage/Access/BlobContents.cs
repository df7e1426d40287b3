using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace FlowForge.AzureStorage.Access;

/// <summary>Contents by name.</summary>
internal sealed class BlobContents(BlobContainerClient container)
{
    private const int AtOnce = 16;
    private static readonly BlobRequestConditions IfAbsent = new() { IfNoneMatch = ETag.All };

    /// <summary>Keeps a content unless there is one under its name; true when there was none.</summary>
    /// <param name="name">The name.</param>
    /// <param name="content">The content.</param>
    /// <param name="mend">Whether the name is made from the content: one of another length is then what a broken upload left, and is replaced.</param>
    public async Task<bool> AddAsync(string name, ReadOnlyMemory<byte> content, bool mend = true)
    {
        var blob = container.GetBlobClient(name);
        try
        {
            await blob.UploadAsync(BinaryData.FromBytes(content), new BlobUploadOptions { Conditions = IfAbsent }).ConfigureAwait(false);
            return true;
        }
        catch (RequestFailedException taken) when (taken.Status is 409 or 412)
        {
            if (mend && (await blob.GetPropertiesAsync().ConfigureAwait(false)).Value.ContentLength != content.Length)
            {
                await PutAsync(name, content).ConfigureAwait(false);
            }

            return false;
        }
    }

    /// <summary>Keeps a content, over whatever is there.</summary>
    public Task PutAsync(string name, ReadOnlyMemory<byte> content) =>
        container.GetBlobClient(name).UploadAsync(BinaryData.FromBytes(content), overwrite: true);

    /// <summary>The content, or null.</summary>
    public async Task<ReadOnlyMemory<byte>?> FindAsync(string name, CancellationToken cancellation)
    {
        try
        {
            return (await container.GetBlobClient(name).DownloadContentAsync(cancellation).ConfigureAwait(false)).Value.Content.ToMemory();
        }
        catch (RequestFailedException absent) when (absent.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Deletes contents that may be there.</summary>
    public async Task DeleteAsync(IEnumerable<string> names) =>
        await Many.DoAsync(names, AtOnce, name => container.DeleteBlobIfExistsAsync(name)).ConfigureAwait(false);

    /// <summary>Names and sizes of what begins with <paramref name="prefix"/>.</summary>
    public AsyncPageable<BlobItem> ListAsync(string prefix, CancellationToken cancellation) =>
        container.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, cancellation);
}
