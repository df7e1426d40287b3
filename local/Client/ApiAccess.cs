using FlowForge.Local.Hosting;
using FlowForge.Local.Settings;
using FlowForge.Local.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace FlowForge.Local.Client;

/// <summary>Finds the API a command talks to.</summary>
internal static class ApiAccess
{
    /// <summary>The process that owns the data folder, if one does and answers.</summary>
    public static async Task<HostNote?> FindOwnerAsync(LocalSettings settings, CancellationToken cancellation)
    {
        if (DataFolder.FindOwner(settings.DataFolder) is not { } owner)
        {
            return null;
        }

        try
        {
            await using var client = new OwnerClient(new(owner.Address), owner.Token);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            patience.CancelAfter(TimeSpan.FromSeconds(3));
            return (await client.SendAsync(ApiRequest.Get("/api/health/live"), patience.Token).ConfigureAwait(false)).IsGood ? owner : null;
        }
        catch (Exception gone) when (gone is HttpRequestException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>The owner's API, else one in this process over the store itself.</summary>
    public static async Task<IApiClient> OpenAsync(LocalSettings settings, CancellationToken cancellation)
    {
        if (await FindOwnerAsync(settings, cancellation).ConfigureAwait(false) is { } owner)
        {
            return new OwnerClient(new(owner.Address), owner.Token);
        }

        var kinds = KindSet.Create(settings);
        return await OpenStoreAsync(settings, kinds, ownsKinds: true, cancellation).ConfigureAwait(false);
    }

    /// <summary>The same with kinds that the caller has and keeps.</summary>
    public static async Task<IApiClient> OpenAsync(LocalSettings settings, KindSet kinds, CancellationToken cancellation) =>
        await FindOwnerAsync(settings, cancellation).ConfigureAwait(false) is { } owner
            ? new OwnerClient(new(owner.Address), owner.Token)
            : await OpenStoreAsync(settings, kinds, ownsKinds: false, cancellation).ConfigureAwait(false);

    private static async Task<IApiClient> OpenStoreAsync(LocalSettings settings, KindSet kinds, bool ownsKinds, CancellationToken cancellation)
    {
        try
        {
            // Runs of before are not taken up: that is for the host that serves, and a command does not stay long.
            var host = await LocalHost.OpenAsync(settings, kinds, NullLogger.Instance, cancellation).ConfigureAwait(false);
            return new EmbeddedClient(host.Api, host.Token, new Opened(host, ownsKinds ? kinds : null));
        }
        catch
        {
            if (ownsKinds)
            {
                await kinds.DisposeAsync().ConfigureAwait(false);
            }

            throw;
        }
    }

    private sealed class Opened(LocalHost host, KindSet? kinds) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await host.DisposeAsync().ConfigureAwait(false);
            if (kinds is not null)
            {
                await kinds.DisposeAsync().ConfigureAwait(false);
            }
        }
    }
}
