using FlowForge.Contracts.Workflows;
using FlowForge.Core.Frames;
using FlowForge.Core.Ports;
using Microsoft.Extensions.Time.Testing;

namespace FlowForge.Core.Tests.Frames;

public sealed class MemoryWorkflowStoreTests : WorkflowStoreContract
{
    protected override IWorkflowStore CreateStore() => new MemoryWorkflowStore(new FakeTimeProvider(Noon));
}
