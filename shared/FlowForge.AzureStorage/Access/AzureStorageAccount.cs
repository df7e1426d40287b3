using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using FlowForge.Core.Ports;

namespace FlowForge.AzureStorage.Access;

/// <summary>The tables and the container of one FlowForge in a storage account. All stores of this room are made over one of these.</summary>
public sealed class AzureStorageAccount
{
    private static readonly TimeSpan OneCall = TimeSpan.FromSeconds(30);

    private AzureStorageAccount(TableServiceClient tables, BlobServiceClient blobs, string name)
    {
        Runs = tables.GetTableClient($"{name}Runs");
        Index = tables.GetTableClient($"{name}Index");
        Starts = tables.GetTableClient($"{name}Starts");
        Workflows = tables.GetTableClient($"{name}Workflows");
        Settings = tables.GetTableClient($"{name}Settings");
        Container = blobs.GetBlobContainerClient($"{name}-content");
        Contents = new(Container);
    }

    /// <summary>A partition for each run: its row, segments, snapshot, mailbox and waits.</summary>
    internal TableClient Runs { get; }

    /// <summary>Lists of runs, and what is to be deleted.</summary>
    internal TableClient Index { get; }

    /// <summary>A row for each start that must happen once.</summary>
    internal TableClient Starts { get; }

    /// <summary>Workflows and their versions.</summary>
    internal TableClient Workflows { get; }

    /// <summary>Variables, credentials, schedules, the audit log and what workflows keep between their runs.</summary>
    internal TableClient Settings { get; }

    /// <summary>Where blobs are.</summary>
    internal BlobContainerClient Container { get; }

    /// <summary>Payloads, documents and what is too large for a row.</summary>
    internal BlobContents Contents { get; }

    /// <summary>Makes what is missing of tables and container. <see cref="StoreFault"/> says what is wrong with the account or the right to it.</summary>
    public static async Task<AzureStorageAccount> OpenAsync(AzureStorageOptions options, CancellationToken cancellation)
    {
        var account = Connect(options);
        await AzureCalls.RunAsync(() => Task.WhenAll(
            [
                .. new[] { account.Runs, account.Index, account.Starts, account.Workflows, account.Settings }
                    .Select(table => (Task)table.CreateIfNotExistsAsync(cancellation)),
                account.Container.CreateIfNotExistsAsync(cancellationToken: cancellation),
            ]), cancellation).ConfigureAwait(false);
        return account;
    }

    /// <summary>The account, whose tables and container are there.</summary>
    internal static AzureStorageAccount Connect(AzureStorageOptions options)
    {
        var (tables, blobs) = (Configured(new TableClientOptions(), options), Configured(new BlobClientOptions(), options));
        if (options.ConnectionString is { } text)
        {
            try
            {
                return new(new TableServiceClient(text, tables), new BlobServiceClient(text, blobs), options.Name);
            }
            catch (Exception broken) when (broken is FormatException or InvalidOperationException or ArgumentException)
            {
                throw new StoreFault("The connection string is not one of a storage account.", broken);
            }
        }

        var url = options.AccountUrl ?? throw new StoreFault("Neither a connection string nor the address of a storage account is set.");
        var credential = options.Credential ?? new DefaultAzureCredential();
        return new(new TableServiceClient(Service(url, "table"), credential, tables), new BlobServiceClient(Service(url, "blob"), credential, blobs), options.Name);
    }

    /// <summary><c>https://NAME.blob.core.windows.net</c> with the service's own word in it.</summary>
    private static Uri Service(Uri url, string service)
    {
        var labels = url.Host.Split('.');
        if (url.Scheme != Uri.UriSchemeHttps || labels.Length < 3 || labels[1] is not ("blob" or "table" or "queue"))
        {
            throw new StoreFault($"{url} is not the address of a storage account; it is like https://NAME.blob.core.windows.net.");
        }

        labels[1] = service;
        return new($"https://{string.Join('.', labels)}");
    }

    private static T Configured<T>(T client, AzureStorageOptions options)
        where T : ClientOptions
    {
        client.Retry.Mode = RetryMode.Exponential;
        client.Retry.MaxRetries = 5;
        client.Retry.Delay = TimeSpan.FromMilliseconds(200);
        client.Retry.MaxDelay = TimeSpan.FromSeconds(5);
        client.Retry.NetworkTimeout = OneCall;
        client.Diagnostics.IsLoggingEnabled = false;
        client.Diagnostics.IsTelemetryEnabled = false;
        options.Configure?.Invoke(client);
        return client;
    }
}
