using FlowForge.AzureStorage;
using FlowForge.AzureStorage.Access;
using FlowForge.Core.Ports;
using FlowForge.Local.Settings;

namespace FlowForge.Local.Hosting;

/// <summary>All stores in one storage account. One host at a time goes on with its runs; it holds a lease.</summary>
internal sealed class AzureStores : StoreSet
{
    private readonly AzureStorageAccount _account;
    private HostLease? _lease;

    private AzureStores(AzureStorageAccount account) => _account = account;

    /// <inheritdoc/>
    public override CancellationToken Lost => _lease?.Lost ?? CancellationToken.None;

    /// <summary>Opens the account of the settings. <see cref="SettingException"/> says what to set.</summary>
    public static async Task<AzureStores> OpenAsync(LocalSettings settings, TimeProvider clock, CancellationToken cancellation)
    {
        var account = await AccountAsync(settings, cancellation).ConfigureAwait(false);
        var set = new AzureStoreSet(account, clock);
        return new(account)
        {
            Runs = set.Runs,
            Workflows = set.Workflows,
            State = set.State,
            Variables = set.Variables,
            Credentials = set.Credentials,
            CustomKinds = set.CustomKinds,
            Audit = set.Audit,
            Tokens = set.Tokens,
            Schedules = set.Schedules,
            Retention = set.Retention,
            Report = set.Report,
        };
    }

    /// <inheritdoc/>
    public override async ValueTask OwnAsync(CancellationToken cancellation) =>
        _lease = await HostLease.TakeAsync(_account, $"{Environment.MachineName}, process {Environment.ProcessId}", cancellation).ConfigureAwait(false);

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        if (_lease is not null)
        {
            await _lease.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static async Task<AzureStorageAccount> AccountAsync(LocalSettings settings, CancellationToken cancellation)
    {
        var (text, url) = (settings.StorageConnection, settings.StorageUrl);
        if (text is null && url is null)
        {
            throw new SettingException(
                KnownSetting.StorageConnection, $"is not set: set it, or {KnownSetting.StorageUrl.Variable}, to say in which storage account '{KnownSetting.Store.Variable}=azure' keeps its data.");
        }

        var setting = text is null ? KnownSetting.StorageUrl : KnownSetting.StorageConnection;
        try
        {
            return await AzureStorageAccount.OpenAsync(new() { ConnectionString = text, AccountUrl = url }, cancellation).ConfigureAwait(false);
        }
        catch (StoreFault fault)
        {
            throw new SettingException($"{fault.Message.TrimEnd('.')}; set {setting.Variable} to a storage account that this host may use.", fault);
        }
    }
}
