using System.Globalization;
using System.Text;
using FlowForge.Core.Binaries;
using FlowForge.Core.Failures;
using FlowForge.Nodes.Items;
using FlowForge.Nodes.Json;
using FlowForge.ServerNodes.Azure;
using global::Azure.Storage.Blobs;
using global::Azure.Storage.Blobs.Models;

namespace FlowForge.ServerNodes.AzureBlob;

/// <summary>What <c>azure.blob</c> does.</summary>
internal sealed class BlobCalls(NodeItem item, AzureBlobParameters own, BlobServiceClient service)
{
    public Task<Outcome<Made[]>> RunAsync(CancellationToken cancellation) => own.Operation switch
    {
        "list" => ListAsync(cancellation),
        "listContainers" => ListContainersAsync(cancellation),
        "download" => DownloadAsync(cancellation),
        "upload" => UploadAsync(cancellation),
        "properties" => PropertiesAsync(cancellation),
        "delete" => DeleteAsync(cancellation),
        "createContainer" => CreateContainerAsync(cancellation),
        "deleteContainer" => DeleteContainerAsync(cancellation),
        _ => Task.FromResult<Outcome<Made[]>>(AzureParameters.Unknown(own.Operation)),
    };

    private BlobContainerClient Container => service.GetBlobContainerClient(own.Container);

    private BlobClient Blob => Container.GetBlobClient(own.Blob);

    private async Task<Outcome<Made[]>> ListAsync(CancellationToken cancellation)
    {
        var made = new List<Made>();
        await foreach (var blob in Container.GetBlobsAsync(new GetBlobsOptions { Prefix = own.Prefix, Traits = BlobTraits.Metadata }, cancellation).ConfigureAwait(false))
        {
            made.Add(new(Written.Of(
                ("name", blob.Name), ("container", own.Container), ("size", blob.Properties.ContentLength ?? 0), ("contentType", blob.Properties.ContentType),
                ("lastModified", Moment(blob.Properties.LastModified)), ("etag", blob.Properties.ETag?.ToString()), ("metadata", blob.Metadata))));
            if (made.Count == own.Most)
            {
                break;
            }
        }

        return made.ToArray();
    }

    private async Task<Outcome<Made[]>> ListContainersAsync(CancellationToken cancellation)
    {
        var made = new List<Made>();
        await foreach (var one in service.GetBlobContainersAsync(prefix: own.Prefix, cancellationToken: cancellation).ConfigureAwait(false))
        {
            made.Add(new(Written.Of(("name", one.Name), ("lastModified", Moment(one.Properties.LastModified)), ("etag", one.Properties.ETag.ToString()))));
            if (made.Count == own.Most)
            {
                break;
            }
        }

        return made.ToArray();
    }

    private async Task<Outcome<Made[]>> DownloadAsync(CancellationToken cancellation)
    {
        var answer = await Blob.DownloadStreamingAsync(cancellationToken: cancellation).ConfigureAwait(false);
        using var blob = answer.Value;
        var draft = item.Context.Binaries.Create(blob.Details.ContentType, own.Blob.Split('/')[^1]);
        var buffer = new byte[64 * 1024];
        while (!draft.IsTooLarge && await blob.Content.ReadAsync(buffer, cancellation).ConfigureAwait(false) is var count and > 0)
        {
            await draft.WriteAsync(buffer.AsMemory(0, count), cancellation).ConfigureAwait(false);
        }

        var kept = await draft.CompleteAsync(cancellation).ConfigureAwait(false);
        return kept.IsFailure ? kept.Failure : new Made(new ObjectDraft(item.Item.Json), kept.Value.On(item.Item.Binary, own.Binary)).Alone();
    }

    private async Task<Outcome<Made[]>> UploadAsync(CancellationToken cancellation)
    {
        var opened = await OpenAsync(cancellation).ConfigureAwait(false);
        if (opened.IsFailure)
        {
            return opened.Failure;
        }

        await using var content = opened.Value;
        var type = own.ContentType ?? (own.Text is null ? BinaryRef.Find(item.Item, own.Binary)!.Mime : "text/plain; charset=utf-8");
        var answer = await Blob.UploadAsync(content, new BlobUploadOptions
        {
            HttpHeaders = new() { ContentType = type },
            Metadata = own.Metadata,
            Conditions = own.Overwrites ? null : new() { IfNoneMatch = global::Azure.ETag.All },
        }, cancellation).ConfigureAwait(false);
        return Done(("name", own.Blob), ("container", own.Container), ("etag", answer.Value.ETag.ToString()), ("size", content.Length));
    }

    private async Task<Outcome<Made[]>> PropertiesAsync(CancellationToken cancellation)
    {
        var found = (await Blob.GetPropertiesAsync(cancellationToken: cancellation).ConfigureAwait(false)).Value;
        return Done(
            ("name", own.Blob), ("container", own.Container), ("size", found.ContentLength), ("contentType", found.ContentType),
            ("lastModified", Moment(found.LastModified)), ("createdOn", Moment(found.CreatedOn)), ("etag", found.ETag.ToString()), ("metadata", found.Metadata));
    }

    private async Task<Outcome<Made[]>> DeleteAsync(CancellationToken cancellation)
    {
        var deleted = true;
        if (own.IgnoresMissing)
        {
            deleted = (await Blob.DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, cancellationToken: cancellation).ConfigureAwait(false)).Value;
        }
        else
        {
            await Blob.DeleteAsync(DeleteSnapshotsOption.IncludeSnapshots, cancellationToken: cancellation).ConfigureAwait(false);
        }

        return Done(("name", own.Blob), ("container", own.Container), ("deleted", deleted));
    }

    private async Task<Outcome<Made[]>> CreateContainerAsync(CancellationToken cancellation)
    {
        var made = await Container.CreateAsync(PublicAccessType.None, own.Metadata, cancellation).ConfigureAwait(false);
        return Done(("name", own.Container), ("etag", made.Value.ETag.ToString()));
    }

    private async Task<Outcome<Made[]>> DeleteContainerAsync(CancellationToken cancellation)
    {
        var deleted = true;
        if (own.IgnoresMissing)
        {
            deleted = (await Container.DeleteIfExistsAsync(cancellationToken: cancellation).ConfigureAwait(false)).Value;
        }
        else
        {
            await Container.DeleteAsync(cancellationToken: cancellation).ConfigureAwait(false);
        }

        return Done(("name", own.Container), ("deleted", deleted));
    }

    private async ValueTask<Outcome<Stream>> OpenAsync(CancellationToken cancellation)
    {
        if (own.Text is { } text)
        {
            return new MemoryStream(Encoding.UTF8.GetBytes(text), writable: false);
        }

        if (BinaryRef.Find(item.Item, own.Binary) is not { } named)
        {
            return BinaryFailures.None(own.Binary);
        }

        var opened = await item.Context.Binaries.OpenAsync(named.Ref, cancellation).ConfigureAwait(false);
        return opened.IsFailure ? opened.Failure : opened.Value;
    }

    private Made[] Done(params (string Name, object? Value)[] fields) => new Made(Written.Of(fields), own.Operation == "upload" ? item.Item.Binary : default).Alone();

    private static string? Moment(DateTimeOffset? moment) => moment?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
