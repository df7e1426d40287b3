using FlowForge.Contracts.State;
using FlowForge.Core.Frames;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Tests.State;

public sealed class MemoryStateStoreTests : StateStoreContract
{
    protected override (IRunStore Runs, IStateStore State) CreateStore()
    {
        var store = new MemoryRunStore();
        return (store, store.State);
    }
}
