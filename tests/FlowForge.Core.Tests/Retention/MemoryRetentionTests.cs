using FlowForge.Contracts.Retention;
using FlowForge.Core.Frames;
using FlowForge.Core.Ports;

namespace FlowForge.Core.Tests.Retention;

public sealed class MemoryRetentionTests : RetentionContract
{
    protected override (IRunStore Runs, IRetentionStore Retention) CreateStore()
    {
        var store = new MemoryRunStore();
        return (store, store);
    }
}
