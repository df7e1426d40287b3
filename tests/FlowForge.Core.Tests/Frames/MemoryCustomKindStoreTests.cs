using FlowForge.Contracts.Kinds;
using FlowForge.Core.Frames;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Tests.Frames;

public sealed class MemoryCustomKindStoreTests : CustomKindStoreContract
{
    protected override ICustomKindStore CreateStore() => new MemoryCustomKindStore();
}
