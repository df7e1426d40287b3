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

public sealed class BrokenRunStoreTests : RunStoreContract
{
    private readonly Faults _faults = Faults.Seeded();

    protected override IRunStore CreateStore() => new AzureRunStore(TestAccount.Open(_faults));
}

public sealed class BrokenWorkflowStoreTests : WorkflowStoreContract
{
    private readonly Faults _faults = Faults.Seeded();

    protected override IWorkflowStore CreateStore() => new AzureWorkflowStore(TestAccount.Open(_faults), new FakeTimeProvider(Noon));
}

public sealed class BrokenStateStoreTests : StateStoreContract
{
    private readonly Faults _faults = Faults.Seeded();

    protected override (IRunStore Runs, IStateStore State) CreateStore()
    {
        var account = TestAccount.Open(_faults);
        return (new AzureRunStore(account), new AzureStateStore(account));
    }
}

public sealed class BrokenVariableStoreTests : VariableStoreContract
{
    private readonly Faults _faults = Faults.Seeded();

    protected override IVariableStore CreateStore() => new AzureVariableStore(TestAccount.Open(_faults), new FakeTimeProvider(Noon));
}

public sealed class BrokenCredentialStoreTests : CredentialStoreContract
{
    private readonly Faults _faults = Faults.Seeded();

    protected override ICredentialStore CreateStore() => new AzureCredentialStore(TestAccount.Open(_faults));
}

public sealed class BrokenAuditLogTests : AuditLogContract
{
    private readonly Faults _faults = Faults.Seeded();

    protected override IAuditLog CreateStore() => new AzureAuditLog(TestAccount.Open(_faults));
}

public sealed class BrokenScheduleStoreTests : ScheduleStoreContract
{
    private readonly Faults _faults = Faults.Seeded();

    protected override IScheduleStore CreateStore() => new AzureScheduleStore(TestAccount.Open(_faults));
}

public sealed class BrokenRetentionTests : RetentionContract
{
    private readonly Faults _faults = Faults.Seeded();

    protected override int Many => 70;

    protected override (IRunStore Runs, IRetentionStore Retention) CreateStore()
    {
        var account = TestAccount.Open(_faults);
        return (new AzureRunStore(account), new AzureRetention(account));
    }
}

public sealed class BrokenCustomKindStoreTests : CustomKindStoreContract
{
    private readonly Faults _faults = Faults.Seeded();

    protected override ICustomKindStore CreateStore() => new AzureCustomKindStore(TestAccount.Open(_faults));
}

public sealed class BrokenUsageLedgerTests : UsageLedgerContract
{
    private readonly Lazy<AzureStorageAccount> _account = new(static () => TestAccount.Open(Faults.Seeded()));

    protected override IUsageLedger CreateStore() => new AzureUsageLedger(_account.Value);
}

public sealed class BrokenAiJobStoreTests : AiJobStoreContract
{
    private readonly Faults _faults = Faults.Seeded();

    protected override IAiJobStore CreateStore() => new AzureAiJobStore(TestAccount.Open(_faults));
}
