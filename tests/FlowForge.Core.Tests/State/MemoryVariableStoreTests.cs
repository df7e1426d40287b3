using FlowForge.Contracts.Variables;
using FlowForge.Core.Ports;
using FlowForge.Core.State;
using Microsoft.Extensions.Time.Testing;

namespace FlowForge.Core.Tests.State;

public sealed class MemoryVariableStoreTests : VariableStoreContract
{
    protected override IVariableStore CreateStore() => new MemoryVariableStore(new FakeTimeProvider(Noon));
}
