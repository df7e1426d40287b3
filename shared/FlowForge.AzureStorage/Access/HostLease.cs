using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using FlowForge.Core;
using FlowForge.Core.Ports;

namespace FlowForge.AzureStorage.Access;

/// <summary>
/// Says that one host goes on with the runs of an account, by a lease on a blob. A host that was killed gives it free by itself, after
/// <see cref="Limits.HostLeaseSeconds"/>.
/// </summary>
public sealed class HostLease : IAsyncDisposable
{
    private const string Name = "host";
    private const string Holder = "holder";
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(Limits.HostLeaseSeconds);
    private static readonly TimeSpan Patience = Length + TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private readonly BlobLeaseClient _lease;
    private readonly CancellationTokenSource _lost = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _renewing;

    private HostLease(BlobLeaseClient lease)
    {
        _lease = lease;
        _renewing = RenewAsync();
    }

    /// <summary>Cancelled when the lease is lost: another host may go on with the runs, and this one must end.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>Takes the lease. One of a host that was just killed is waited for; then <see cref="StoreFault"/> names who has it.</summary>
    /// <param name="account">The account.</param>
    /// <param name="holder">Who takes it, for the one who is refused.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static async ValueTask<HostLease> TakeAsync(AzureStorageAccount account, string holder, CancellationToken cancellation) => await AzureCalls.RunAsync(async () =>
    {
        await account.Contents.AddAsync(Name, default, mend: false).ConfigureAwait(false);
        var blob = account.Container.GetBlobClient(Name);
        var lease = blob.GetBlobLeaseClient();
        for (var begun = TimeProvider.System.GetTimestamp(); ;)
        {
            try
            {
                await lease.AcquireAsync(Length, cancellationToken: cancellation).ConfigureAwait(false);
                await NoteAsync(blob, lease, holder).ConfigureAwait(false);
                return new HostLease(lease);
            }
            catch (RequestFailedException held) when (held.Status == 409)
            {
                if (TimeProvider.System.GetElapsedTime(begun) >= Patience)
                {
                    throw new StoreFault($"The storage account is in use by another FlowForge host ({await HolderAsync(blob).ConfigureAwait(false)}); stop it, or use another account.");
                }

                await Task.Delay(Pause, TimeProvider.System, cancellation).ConfigureAwait(false);
            }
        }
    }, cancellation).ConfigureAwait(false);

    /// <summary>Gives the lease free.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync().ConfigureAwait(false);
        await _renewing.ConfigureAwait(false);
        try
        {
            await _lease.ReleaseAsync().ConfigureAwait(false);
        }
        catch (RequestFailedException)
        {
            // It ends by itself.
        }

        _ending.Dispose();
        _lost.Dispose();
    }

    private async Task RenewAsync()
    {
        for (var renewed = TimeProvider.System.GetTimestamp(); ;)
        {
            try
            {
                await Task.Delay(Length / 3, TimeProvider.System, _ending.Token).ConfigureAwait(false);
                await RenewWithinAsync(Length - TimeProvider.System.GetElapsedTime(renewed)).ConfigureAwait(false);
                renewed = TimeProvider.System.GetTimestamp();
            }
            catch (OperationCanceledException) when (_ending.IsCancellationRequested)
            {
                return;
            }
            catch (Exception broken)
            {
                // A storage that does not answer is asked again for as long as nobody else can have the lease.
                if (broken is RequestFailedException { Status: 409 or 412 } || TimeProvider.System.GetElapsedTime(renewed) >= Length)
                {
                    await _lost.CancelAsync().ConfigureAwait(false);
                    return;
                }
            }
        }
    }

    /// <summary>A call that hangs must not outlive the lease: by then another host may have taken it.</summary>
    private async Task RenewWithinAsync(TimeSpan left)
    {
        using var patience = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, TimeProvider.System);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, _ending.Token);
        await _lease.RenewAsync(cancellationToken: linked.Token).ConfigureAwait(false);
    }

    private static async Task NoteAsync(BlobClient blob, BlobLeaseClient lease, string holder) => await blob.SetMetadataAsync(
        new Dictionary<string, string> { [Holder] = Uri.EscapeDataString(holder) }, new BlobRequestConditions { LeaseId = lease.LeaseId }).ConfigureAwait(false);

    private static async Task<string> HolderAsync(BlobClient blob) =>
        (await blob.GetPropertiesAsync().ConfigureAwait(false)).Value.Metadata.TryGetValue(Holder, out var holder) ? Uri.UnescapeDataString(holder) : "unknown";
}
