using Azure.Identity;
using Azure.Security.KeyVault.Secrets;
using FlowForge.AzureStorage;
using FlowForge.AzureStorage.Access;
using FlowForge.Core.Ports;
using FlowForge.Secrets.Sealing;

namespace FlowForge.Functions.Hosting;

/// <summary>What the app keeps its data in. Any number of its instances use it at a time: none holds the host's lease, for none drives runs by itself.</summary>
/// <param name="Account">The stores of the account.</param>
/// <param name="Box">What seals credentials.</param>
public sealed record AppStores(AzureStoreSet Account, ISecretBox Box)
{
    /// <summary>Opens account and vault. <see cref="SettingException"/> says what to set.</summary>
    public static async Task<AppStores> OpenAsync(AppSettings settings, TimeProvider clock)
    {
        try
        {
            var account = await AzureStorageAccount.OpenAsync(
                new() { ConnectionString = settings.StorageConnection, AccountUrl = settings.StorageUrl }, CancellationToken.None).ConfigureAwait(false);
            return new(
                new(account, clock),
                settings.KeyVaultUrl is { } url
                    ? new KeyVaultBox(new SecretClient(url, new DefaultAzureCredential()))
                    : new EnvelopeBox(MasterKeyFile.Open(settings.VaultKeyFile!, null)));
        }
        catch (Exception fault) when (fault is StoreFault or SealBrokenException)
        {
            throw new SettingException($"{fault.Message.TrimEnd('.')}; set FlowForge__Storage__AccountUrl to an account that the app's identity may use, and FlowForge__KeyVault__Url to its vault.");
        }
    }
}
