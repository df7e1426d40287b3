using FlowForge.AzureStorage.Access;
using FlowForge.AzureStorage.Reports;
using FlowForge.AzureStorage.Retention;
using FlowForge.AzureStorage.Runs;
using FlowForge.AzureStorage.Settings;
using FlowForge.AzureStorage.State;
using FlowForge.AzureStorage.Workflows;
using FlowForge.Core.Ports;

namespace FlowForge.AzureStorage;

/// <summary>All stores of one account. Any number of processes may hold a set of them at a time; who goes on with the account's runs is a matter of <see cref="HostLease"/>.</summary>
/// <param name="account">The account.</param>
/// <param name="clock">When something was saved.</param>
public sealed class AzureStoreSet(AzureStorageAccount account, TimeProvider clock)
{
    /// <summary>Runs, their frames and mailboxes.</summary>
    public IRunStore Runs { get; } = new AzureRunStore(account);

    /// <summary>Workflows with their versions.</summary>
    public IWorkflowStore Workflows { get; } = new AzureWorkflowStore(account, clock);

    /// <summary>What workflows keep between their runs.</summary>
    public IStateStore State { get; } = new AzureStateStore(account);

    /// <summary>Variables.</summary>
    public IVariableStore Variables { get; } = new AzureVariableStore(account, clock);

    /// <summary>Sealed credentials.</summary>
    public ICredentialStore Credentials { get; } = new AzureCredentialStore(account);

    /// <summary>Kinds of the account's own.</summary>
    public ICustomKindStore CustomKinds { get; } = new AzureCustomKindStore(account);

    /// <summary>What was changed and used.</summary>
    public IAuditLog Audit { get; } = new AzureAuditLog(account);

    /// <summary>Tokens of the API, as hashes.</summary>
    public ITokenStore Tokens { get; } = new AzureTokenStore(account);

    /// <summary>What calls of language models took.</summary>
    public IUsageLedger Usage { get; } = new AzureUsageLedger(account);

    /// <summary>Jobs of the AI layer.</summary>
    public IAiJobStore AiJobs { get; } = new AzureAiJobStore(account);

    /// <summary>Where schedules stand.</summary>
    public IScheduleStore Schedules { get; } = new AzureScheduleStore(account);

    /// <summary>Runs that have expired.</summary>
    public IRetentionStore Retention { get; } = new AzureRetention(account);

    /// <summary>How large it all is.</summary>
    public IStorageReport Report { get; } = new AzureStorageReport(account);
}
