using FlowForge.Contracts.Runs;
using FlowForge.Core.Frames;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Tests.Frames;

public sealed class MemoryRunStoreTests : RunStoreContract
{
    protected override IRunStore CreateStore() => new MemoryRunStore();
}
