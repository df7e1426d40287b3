using FlowForge.AzureStorage.Access;
using FlowForge.AzureStorage.Retention;
using FlowForge.AzureStorage.Runs;
using FlowForge.AzureStorage.Settings;
using FlowForge.AzureStorage.State;
using FlowForge.AzureStorage.Tests.Support;
using FlowForge.AzureStorage.Workflows;
using FlowForge.Contracts.Credentials;
using FlowForge.Contracts.Kinds;
using FlowForge.Contracts.Retention;
using FlowForge.Contracts.Runs;
using FlowForge.Contracts.Schedules;
using FlowForge.Contracts.State;
using FlowForge.Contracts.Usage;
using FlowForge.Contracts.Variables;
using FlowForge.Contracts.Workflows;
using FlowForge.Core.Ports;
using Microsoft.Extensions.Time.Testing;

namespace FlowForge.AzureStorage.Tests.Contracts;

public sealed class AzureRunStoreTests : RunStoreContract
{
    protected override IRunStore CreateStore() => new AzureRunStore(TestAccount.Open());
}

public sealed class AzureWorkflowStoreTests : WorkflowStoreContract
{
    protected override IWorkflowStore CreateStore() => new AzureWorkflowStore(TestAccount.Open(), new FakeTimeProvider(Noon));
}

public sealed class AzureStateStoreTests : StateStoreContract
{
    protected override (IRunStore Runs, IStateStore State) CreateStore()
    {
        var account = TestAccount.Open();
        return (new AzureRunStore(account), new AzureStateStore(account));
    }
}

public sealed class AzureVariableStoreTests : VariableStoreContract
{
    protected override IVariableStore CreateStore() => new AzureVariableStore(TestAccount.Open(), new FakeTimeProvider(Noon));
}

public sealed class AzureCredentialStoreTests : CredentialStoreContract
{
    protected override ICredentialStore CreateStore() => new AzureCredentialStore(TestAccount.Open());
}

public sealed class AzureAuditLogTests : AuditLogContract
{
    protected override IAuditLog CreateStore() => new AzureAuditLog(TestAccount.Open());
}

public sealed class AzureTokenStoreTests : TokenStoreContract
{
    protected override ITokenStore CreateStore() => new AzureTokenStore(TestAccount.Open());
}

public sealed class AzureScheduleStoreTests : ScheduleStoreContract
{
    protected override IScheduleStore CreateStore() => new AzureScheduleStore(TestAccount.Open());
}

public sealed class AzureRetentionTests : RetentionContract
{
    protected override int Many => 70;

    protected override (IRunStore Runs, IRetentionStore Retention) CreateStore()
    {
        var account = TestAccount.Open();
        return (new AzureRunStore(account), new AzureRetention(account));
    }
}

public sealed class AzureCustomKindStoreTests : CustomKindStoreContract
{
    protected override ICustomKindStore CreateStore() => new AzureCustomKindStore(TestAccount.Open());
}

public sealed class AzureUsageLedgerTests : UsageLedgerContract
{
    private readonly Lazy<AzureStorageAccount> _account = new(static () => TestAccount.Open());

    protected override IUsageLedger CreateStore() => new AzureUsageLedger(_account.Value);
}

public sealed class AzureAiJobStoreTests : AiJobStoreContract
{
    protected override IAiJobStore CreateStore() => new AzureAiJobStore(TestAccount.Open());
}
