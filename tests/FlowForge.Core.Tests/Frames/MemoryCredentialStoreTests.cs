using FlowForge.Contracts.Credentials;
using FlowForge.Core.Frames;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Tests.Frames;

public sealed class MemoryCredentialStoreTests : CredentialStoreContract
{
    protected override ICredentialStore CreateStore() => new MemoryCredentialStore();
}

public sealed class MemoryAuditLogTests : AuditLogContract
{
    protected override IAuditLog CreateStore() => new MemoryAuditLog();
}

public sealed class MemoryTokenStoreTests : TokenStoreContract
{
    protected override ITokenStore CreateStore() => new MemoryTokenStore();
}
