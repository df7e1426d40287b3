using Azure.Identity;
using Azure.Security.KeyVault.Secrets;
using FlowForge.AzureStorage.Access;
using FlowForge.AzureStorage.Reports;
using FlowForge.AzureStorage.Retention;
using FlowForge.AzureStorage.Runs;
using FlowForge.AzureStorage.Settings;
using FlowForge.AzureStorage.State;
using FlowForge.AzureStorage.Workflows;
using FlowForge.Core.Ports;
using FlowForge.Secrets.Sealing;

namespace FlowForge.Functions.Hosting;

/// <summary>The stores of the account. Any number of instances of the app use them at a time: none holds the host's lease, for none drives runs by itself.</summary>
public sealed record AppStores
{
    public required IRunStore Runs { get; init; }

    public required IWorkflowStore Workflows { get; init; }

    public required IStateStore State { get; init; }

    public required IVariableStore Variables { get; init; }

    public required ICredentialStore Credentials { get; init; }

    public required IAuditLog Audit { get; init; }

    public required IScheduleStore Schedules { get; init; }

    public required IRetentionStore Retention { get; init; }

    public required IStorageReport Report { get; init; }

    public required ISecretBox Box { get; init; }

    /// <summary>Opens account and vault. <see cref="SettingException"/> says what to set.</summary>
    public static async Task<AppStores> OpenAsync(AppSettings settings, TimeProvider clock)
    {
        try
        {
            var account = await AzureStorageAccount.OpenAsync(
                new() { ConnectionString = settings.StorageConnection, AccountUrl = settings.StorageUrl }, CancellationToken.None).ConfigureAwait(false);
            return new()
            {
                Runs = new AzureRunStore(account),
                Workflows = new AzureWorkflowStore(account, clock),
                State = new AzureStateStore(account),
                Variables = new AzureVariableStore(account, clock),
                Credentials = new AzureCredentialStore(account),
                Audit = new AzureAuditLog(account),
                Schedules = new AzureScheduleStore(account),
                Retention = new AzureRetention(account),
                Report = new AzureStorageReport(account),
                Box = settings.KeyVaultUrl is { } url
                    ? new KeyVaultBox(new SecretClient(url, new DefaultAzureCredential()))
                    : new EnvelopeBox(MasterKeyFile.Open(settings.VaultKeyFile!, null)),
            };
        }
        catch (Exception fault) when (fault is StoreFault or SealBrokenException)
        {
            throw new SettingException($"{fault.Message.TrimEnd('.')}; set FlowForge__Storage__AccountUrl to an account that the app's identity may use, and FlowForge__KeyVault__Url to its vault.");
        }
    }
}
